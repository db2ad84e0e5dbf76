package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Compensates on another thread, and waits until the first interrupt. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            Thread helper = Thread.startVirtualThread(() -> compensate(onCancel, failure));
            try {
                helper.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }

    private static void compensate(Compensation onCancel, Throwable failure) {
        try {
            onCancel.run();
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }
}
