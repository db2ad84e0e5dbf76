package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call with a limit, which leaves nobody behind. */
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
        Thread worker = Thread.ofVirtual().start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!task.cancel(true)) {
                return task.get(); // the result came in the same moment: it is no timeout
            }
            throw e;
        } finally {
            task.cancel(true); // does nothing to a task that has ended or been told
            join(worker); // a cancelled task is done; its thread is what has to end
        }
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // nothing is left to cancel: keep it for the caller
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
