package structured;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Carries the deadline of a request down its calls and subtasks, without a parameter in each
 * method.
 *
 * <p>Must hold: each level sees the earlier of its own deadline and the inherited one, and so do
 * the subtasks of the scopes that it opens. When a call of {@code within} has ended, in whatever
 * way, the caller sees the deadline that it saw before. Work that has not ended at the deadline is
 * interrupted.
 */
public final class ScopedDeadline {
    private static final ThreadLocal<Long> DEADLINE = new ThreadLocal<>(); // TODO who can see it?

    private ScopedDeadline() {}

    /** The time until the deadline, zero if it is over; empty if there is no deadline. */
    public static Optional<Duration> left() {
        Long deadline = DEADLINE.get();
        if (deadline == null) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /**
     * Calls {@code work}, on this thread or on another, with the deadline that is over after {@code
     * limit} or the inherited one, whichever comes first.
     *
     * @param limit at most a century; zero or less: the deadline is over
     * @return what {@code work} returned, perhaps null
     * @throws java.util.concurrent.TimeoutException if the deadline is over before {@code work} has
     *     ended; it has ended now
     * @throws InterruptedException if the caller is interrupted; {@code work} has ended
     * @throws Exception what {@code work} threw, or an exception with it as the cause
     */
    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        DEADLINE.set(
                System.nanoTime() + limit.toNanos()); // TODO and a deadline that comes earlier?
        T value = work.call(); // TODO and if this takes an hour?
        DEADLINE.remove(); // TODO always? And the deadline of the caller?
        return value;
    }
}
