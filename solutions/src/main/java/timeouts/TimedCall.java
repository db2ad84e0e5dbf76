package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call with a time limit that includes the end of the body. */
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
        Thread worker = Thread.ofVirtual().start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!task.cancel(true)) {
                return task.get(); // the result arrived just in time
            }
            throw e;
        } finally {
            task.cancel(true); // no effect if done or cancelled
            join(worker); // a cancelled task is done before its thread is
        }
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // remembered for the caller
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
