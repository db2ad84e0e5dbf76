package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Cancels the future, and shuts its executor down with an interrupt as well. */
public class TimedCall {
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        ExecutorService one = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
        Future<T> future = one.submit(body);
        boolean interrupted = false;
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            future.cancel(true);
            one.shutdownNow();
            while (!one.isTerminated()) {
                try {
                    one.awaitTermination(1, TimeUnit.DAYS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
