package structured;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeoutException;

public final class ScopedDeadline {
    private static final InheritableThreadLocal<Optional<Long>> DEADLINE = new Inherited();

    private static final class Inherited extends InheritableThreadLocal<Optional<Long>> {
        @Override
        protected Optional<Long> initialValue() {
            return Optional.empty();
        }
    }

    private ScopedDeadline() {}

    public static Optional<Duration> left() {
        return DEADLINE.get()
                .map(deadline -> Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        Optional<Long> outer = DEADLINE.get();
        long now = System.nanoTime();
        long left = limit.toNanos();
        if (outer.isPresent()) {
            left = Math.min(left, outer.get() - now);
        }
        if (left <= 0) {
            throw new TimeoutException("no time is left");
        }
        DEADLINE.set(Optional.of(now + left)); // the subtask inherits it
        T value = inASubtask(Duration.ofNanos(left), work);
        DEADLINE.set(outer);
        return value;
    }

    private static <T> T inASubtask(Duration left, Callable<T> work) throws Exception {
        Subtask<T> subtask;
        try (var scope =
                StructuredTaskScope.open(Joiner.<T>awaitAll(), c -> c.withTimeout(left))) {
            subtask = scope.fork(work);
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            throw new TimeoutException("the deadline is over");
        }
        if (subtask.state() == Subtask.State.SUCCESS) {
            return subtask.get();
        }
        Throwable failure = subtask.exception();
        if (failure instanceof Exception exception) {
            throw exception;
        }
        throw new IllegalStateException("the work has failed", failure);
    }
}
