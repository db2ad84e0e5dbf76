package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Interrupts the body until it has ended. */
public class TimedCall {

    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread worker = Thread.ofVirtual().start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!task.cancel(true)) {
                return task.get();
            }
            throw e;
        } finally {
            task.cancel(true);
            join(worker);
        }
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                if (worker.join(Duration.ofMillis(50))) {
                    break;
                }
                worker.interrupt(); // again, since it has not ended yet
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
