package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A task that is due at a moment of a {@link Clock}. */
final class Timer implements ScheduledFuture<@Nullable Object> {
    final long dueNanos;
    final @Nullable Thread waiting;
    final Runnable task;
    private final long number;
    private final Clock clock;
    private boolean cancelled;

    /**
     * A timer.
     *
     * @param number tells it from others that are due at the same moment: how many were made before
     * @param waiting the thread that waits for it, if one does
     */
    Timer(long dueNanos, long number, Clock clock, @Nullable Thread waiting, Runnable task) {
        this.dueNanos = dueNanos;
        this.number = number;
        this.clock = clock;
        this.waiting = waiting;
        this.task = task;
    }

    @Override
    public int compareTo(Delayed other) {
        Timer o = (Timer) other;
        return dueNanos != o.dueNanos
                ? Long.compare(dueNanos, o.dueNanos)
                : Long.compare(number, o.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - clock.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        cancelled = true;
        return clock.forget(this);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return cancelled || !clock.holds(this);
    }

    @Override
    public @Nullable Object get() {
        return null;
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit) {
        return null;
    }
}
