package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call with a time limit.
 *
 * <p>Given: a body that may block, and that ends after an interrupt, once its cleanup is done.
 *
 * <p>Must hold: when {@code call} has ended in any way, the body has terminated or has never begun.
 * When the limit is reached, the body is interrupted once and {@code call} waits for it. When the
 * caller is interrupted, the body is interrupted too, {@code call} waits for it, and the caller's
 * interrupt is not lost: thrown, or in the status. What the body throws is the cause of an {@code
 * ExecutionException}; a {@code TimeoutException} always means this limit.
 */
public class TimedCall {

    /**
     * Calls {@code body}, with at most {@code limit} of time.
     *
     * @return the result of the body
     * @throws ExecutionException if the body threw; the cause is what it threw
     * @throws TimeoutException if the limit was reached first
     * @throws InterruptedException if the caller was interrupted
     */
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        return task.get(limit.toNanos(), TimeUnit.NANOSECONDS); // TODO and the body?
    }
}
