package cancelsafe.given;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes only when it is told to, for code that takes one. Any thread may look at it and
 * move it on; clocks of other zones that it gives out go with it.
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
     * Moves the clock on.
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
