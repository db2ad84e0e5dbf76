package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Starts an interrupted compensation again, at most twice. */
public class TryCommitCancel {
    private static final int TRIES = 3;

    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            compensate(onCancel, failure);
            throw failure;
        }
    }

    private static void compensate(Compensation onCancel, Throwable failure) {
        boolean interrupted = Thread.interrupted();
        for (int n = 0; n < TRIES; n++) {
            try {
                onCancel.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (Throwable e) {
                failure.addSuppressed(e);
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
