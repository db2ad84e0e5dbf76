package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Compensates on the thread that was cancelled. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            try {
                onCancel.run();
            } catch (Throwable e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }
}
