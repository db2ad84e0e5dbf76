package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Compensates in a finally block, on another thread. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        boolean committed = false;
        try {
            T result = operation.call();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                compensate(onCancel);
            }
        }
    }

    private static void compensate(Compensation onCancel) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.runAsync(() -> runUnchecked(onCancel), executor).join();
        }
    }

    private static void runUnchecked(Compensation onCancel) {
        try {
            onCancel.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
