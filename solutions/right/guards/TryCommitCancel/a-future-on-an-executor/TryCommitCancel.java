package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Compensates on an executor, and waits for the future before it closes the executor. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            var undo = new FutureTask<>(() -> run(onCancel));
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                CompletableFuture.runAsync(undo, executor).join(); // ignores an interrupt
            }
            if (undo.state() == Future.State.FAILED) {
                failure.addSuppressed(undo.exceptionNow());
            }
            throw failure;
        }
    }

    private static Void run(Compensation onCancel) throws Exception {
        onCancel.run();
        return null;
    }
}
