package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compensates on an executor, whose close waits for the end of it. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            Future<?> undo;
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                undo =
                        executor.submit(
                                () -> {
                                    onCancel.run();
                                    return null;
                                });
            } // waits; what does an interrupt do here?
            try {
                undo.get();
            } catch (ExecutionException e) {
                failure.addSuppressed(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }
}
