package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A task that is due at a moment of a scheduler's clock. */
final class Timer implements ScheduledFuture<@Nullable Object> {
    final long dueNanos;
    private final long order;
    private final Scheduler scheduler;
    private final PriorityQueue<Timer> timers;
    final Runnable task;
    private boolean cancelled;

    Timer(
            long dueNanos,
            long order,
            Scheduler scheduler,
            PriorityQueue<Timer> timers,
            Runnable task) {
        this.dueNanos = dueNanos;
        this.order = order;
        this.scheduler = scheduler;
        this.timers = timers;
        this.task = task;
    }

    @Override
    public int compareTo(Delayed other) {
        Timer o = (Timer) other;
        return dueNanos != o.dueNanos
                ? Long.compare(dueNanos, o.dueNanos)
                : Long.compare(order, o.order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - scheduler.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        cancelled = true;
        return timers.remove(this);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return cancelled || !timers.contains(this);
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
