package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A call with a limit: the limit is that of the join. */
public class TimedCall {
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread worker =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        end.complete(body.call());
                                    } catch (Throwable t) {
                                        end.completeExceptionally(t);
                                    }
                                });
        boolean inTime;
        try {
            inTime = worker.join(limit);
        } catch (InterruptedException e) {
            tellAndAwait(worker);
            throw e;
        }
        if (!inTime) {
            tellAndAwait(worker);
            throw new TimeoutException();
        }
        return end.get();
    }

    private static void tellAndAwait(Thread worker) {
        worker.interrupt();
        boolean again = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                again = true;
            }
        }
        if (again) {
            Thread.currentThread().interrupt();
        }
    }
}
