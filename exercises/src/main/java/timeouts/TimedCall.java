package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call with a limit.
 *
 * <p>Given: a body that may wait, and that ends when it is interrupted, after it has tidied up.
 *
 * <p>Must hold: when {@code call} has ended, in whatever way, the body has ended too, or has never
 * begun. When the time is over, the body is interrupted once, and waited for. When the caller is
 * interrupted, the body is interrupted and waited for as well, and the caller's interrupt is not
 * lost: thrown, or in the status. What the body throws is in an {@code ExecutionException}; a
 * {@code TimeoutException} is the limit's alone.
 */
public class TimedCall {

    /**
     * Calls {@code body}, and gives it {@code limit} to end.
     *
     * @return what the body has returned
     * @throws ExecutionException if the body threw; with that as its cause
     * @throws TimeoutException if the time was over first
     * @throws InterruptedException if the caller was interrupted
     */
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        return task.get(limit.toNanos(), TimeUnit.NANOSECONDS); // TODO and the body?
    }
}
