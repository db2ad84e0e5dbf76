package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call with a limit, on an executor of its own. */
public class TimedCall {
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> future = executor.submit(body);
            try {
                return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                future.cancel(true); // close() would wait for the body, and not tell it
            }
        }
    }
}
