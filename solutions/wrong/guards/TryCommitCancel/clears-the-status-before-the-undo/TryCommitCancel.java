package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Clears the interrupt status, compensates, and restores the status. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            boolean interrupted = Thread.interrupted();
            try {
                onCancel.run();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (Throwable e) {
                failure.addSuppressed(e);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }
}
