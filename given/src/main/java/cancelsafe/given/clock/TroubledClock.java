package cancelsafe.given.clock;

import cancelsafe.given.MachineClock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A machine clock whose nanosecond count overflows, and whose wall clock goes back by an hour at
 * each reading.
 *
 * <p>Kata 3.5 DeadlineBudget.
 */
public final class TroubledClock implements MachineClock {
    private static final Duration UNTIL_THE_GREATEST = Duration.ofMillis(40);

    private final LongSupplier nanos;
    private final InstantSource wall;
    private final long offset;
    private int looks;

    /**
     * Begins to count now.
     *
     * @param nanos nanoseconds, as those of {@link System#nanoTime}
     * @param wall the true time
     */
    public TroubledClock(LongSupplier nanos, InstantSource wall) {
        this.nanos = nanos;
        this.wall = wall;
        this.offset = Long.MAX_VALUE - UNTIL_THE_GREATEST.toNanos() - nanos.getAsLong();
    }

    @Override
    public long nanoTime() {
        return nanos.getAsLong() + offset;
    }

    @Override
    public Instant wallClock() {
        return wall.instant().minus(Duration.ofHours(++looks));
    }
}
