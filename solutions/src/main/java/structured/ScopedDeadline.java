package structured;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;

/**
 * Carries the deadline of a request down its calls and subtasks, without a parameter in each
 * method.
 */
public final class ScopedDeadline {
    private static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance(); // of nanoTime

    private ScopedDeadline() {}

    /** The time until the deadline, zero if it is over; empty if there is no deadline. */
    public static Optional<Duration> left() {
        return DEADLINE.isBound()
                ? Optional.of(Duration.ofNanos(Math.max(0, DEADLINE.get() - System.nanoTime())))
                : Optional.empty();
    }

    /**
     * Calls {@code work} with the deadline that is over after {@code limit} or the inherited one,
     * whichever comes first.
     *
     * @throws TimeoutException if the deadline is over before {@code work} has ended
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception what {@code work} threw
     */
    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        Duration own = left().filter(inherited -> inherited.compareTo(limit) < 0).orElse(limit);
        if (!own.isPositive()) {
            throw new TimeoutException("the deadline is over");
        }
        return ScopedValue.where(DEADLINE, System.nanoTime() + own.toNanos())
                .call(() -> call(own, work)); // bound before the scope is opened
    }

    private static <T> T call(Duration own, Callable<T> work) throws Exception {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>anySuccessfulResultOrThrow(), c -> c.withTimeout(own))) {
            scope.fork(work);
            return scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            throw new TimeoutException("the deadline is over");
        } catch (FailedException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e; // with an Error as its cause
        }
    }
}
