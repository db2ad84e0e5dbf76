package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Compensates in place; an interrupted compensation is started again. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            boolean interrupted = false;
            while (!hasEnded(onCancel, failure)) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw failure;
        }
    }

    private static boolean hasEnded(Compensation onCancel, Throwable failure) {
        try {
            onCancel.run();
        } catch (InterruptedException e) {
            return false;
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
        return true;
    }
}
