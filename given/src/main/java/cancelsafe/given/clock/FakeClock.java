package cancelsafe.given.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that moves only when it is advanced. Any thread may read it and advance it; its copies
 * for other zones move with it.
 *
 * <p>No kata uses it yet.
 */
public final class FakeClock extends Clock {
    private final Instant start;
    private final AtomicLong nanosSinceStart;
    private final ZoneId zone;

    /** A clock that shows {@code start}, in UTC. */
    public FakeClock(Instant start) {
        this(start, new AtomicLong(), ZoneOffset.UTC);
    }

    private FakeClock(Instant start, AtomicLong nanosSinceStart, ZoneId zone) {
        this.start = start;
        this.nanosSinceStart = nanosSinceStart;
        this.zone = zone;
    }

    /**
     * Advances the clock.
     *
     * @param by how far; not negative
     * @throws IllegalArgumentException if it is negative: time does not go back
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        nanosSinceStart.addAndGet(by.toNanos());
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanosSinceStart.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FakeClock(start, nanosSinceStart, other);
    }
}
