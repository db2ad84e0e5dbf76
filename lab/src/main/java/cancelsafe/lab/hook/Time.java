package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the clock and timer calls of woven code become. */
public final class Time {
    /** What the wall clock shows when a run begins. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    /** What {@link System#nanoTime} shows then: the JDK takes 0 for "no time yet". */
    private static final long ORIGIN = Duration.ofSeconds(1).toNanos();

    private Time() {}

    /** A clock that shows the run's time to threads of a run, and the real time to all others. */
    private static final class RunClock extends Clock {
        private final ZoneId zone;

        RunClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new RunClock(other);
        }

        @Override
        public Instant instant() {
            RuntimeListener run = Hook.here();
            if (run == null) {
                return Clock.systemUTC().instant();
            }
            run.services().lookAtClock();
            return EPOCH.plusNanos(run.services().nanoTime());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof RunClock clock && zone.equals(clock.zone);
        }

        @Override
        public int hashCode() {
            return zone.hashCode();
        }
    }

    /** {@link System#nanoTime()}. */
    public static long nanoTime() {
        RuntimeListener run = Hook.here();
        if (run == null) {
            return System.nanoTime();
        }
        run.services().lookAtClock();
        return ORIGIN + run.services().nanoTime();
    }

    /** {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return systemUTC().millis();
    }

    /** {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new RunClock(ZoneOffset.UTC);
    }

    /** {@link Clock#systemDefaultZone()}. */
    public static Clock systemDefaultZone() {
        return new RunClock(ZoneId.systemDefault());
    }

    /** {@link Clock#system(ZoneId)}. */
    public static Clock system(ZoneId zone) {
        return new RunClock(zone);
    }

    /** {@link CompletableFuture#orTimeout}. */
    public static <T> CompletableFuture<T> orTimeout(
            CompletableFuture<T> future, long timeout, TimeUnit unit) {
        RuntimeListener run = Hook.here();
        return run == null
                ? future.orTimeout(timeout, unit)
                : arm(
                        run,
                        future,
                        unit.toNanos(timeout),
                        () -> future.completeExceptionally(new TimeoutException()));
    }

    /** {@link CompletableFuture#completeOnTimeout}. */
    public static <T> CompletableFuture<T> completeOnTimeout(
            CompletableFuture<T> future, T value, long timeout, TimeUnit unit) {
        RuntimeListener run = Hook.here();
        return run == null
                ? future.completeOnTimeout(value, timeout, unit)
                : arm(run, future, unit.toNanos(timeout), () -> future.complete(value));
    }

    /** The completion runs on a thread of the run, never on the one that moves the clock. */
    @SuppressWarnings("FutureReturnValueIgnored") // the caller gets the future that is armed
    private static <T> CompletableFuture<T> arm(
            RuntimeListener run, CompletableFuture<T> future, long nanos, Runnable completion) {
        if (!future.isDone()) {
            ScheduledFuture<?> timer =
                    run.services()
                            .after(
                                    Duration.ofNanos(nanos),
                                    () ->
                                            run.services()
                                                    .newThread()
                                                    .name("timer")
                                                    .start(completion));
            future.whenComplete((value, error) -> timer.cancel(false));
        }
        return future;
    }

    /** {@link CompletableFuture#delayedExecutor(long, TimeUnit)}. */
    public static Executor delayedExecutor(long delay, TimeUnit unit) {
        return delayedExecutor(delay, unit, Pools.common());
    }

    /** {@link CompletableFuture#delayedExecutor(long, TimeUnit, Executor)}. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody can ask for a delayed task
    public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
        RuntimeListener run = Hook.here();
        return run == null
                ? CompletableFuture.delayedExecutor(delay, unit, executor)
                : task ->
                        run.services()
                                .after(
                                        Duration.ofNanos(unit.toNanos(delay)),
                                        () ->
                                                run.services()
                                                        .newThread()
                                                        .name("timer")
                                                        .start(() -> executor.execute(task)));
    }
}
