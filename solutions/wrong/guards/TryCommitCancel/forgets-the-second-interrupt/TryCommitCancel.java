package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Starts an interrupted compensation again, and forgets that it was interrupted. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Throwable failure) {
            compensate(onCancel, failure);
            throw failure;
        }
    }

    private static void compensate(Compensation onCancel, Throwable failure) {
        while (true) {
            try {
                onCancel.run();
                return;
            } catch (InterruptedException e) {
                // the next attempt runs with a clear status
            } catch (Throwable e) {
                failure.addSuppressed(e);
                return;
            }
        }
    }
}
