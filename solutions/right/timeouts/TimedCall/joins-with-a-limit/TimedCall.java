package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A call with a limit: the limit is that of the join. */
public class TimedCall {
    private record Ended<T>(T value, Throwable failure) {}

    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        AtomicReference<Ended<T>> end = new AtomicReference<>();
        Thread worker = Thread.startVirtualThread(() -> end.set(run(body)));
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
        if (end.get().failure != null) {
            throw new ExecutionException(end.get().failure);
        }
        return end.get().value;
    }

    private static <T> Ended<T> run(Callable<T> body) {
        try {
            return new Ended<>(body.call(), null);
        } catch (Throwable t) {
            return new Ended<>(null, t);
        }
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
