package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Checks once more after the operation whether it was cancelled. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            T result = operation.call();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return result;
        } catch (Throwable failure) {
            compensate(onCancel, failure);
            throw failure;
        }
    }

    private static void compensate(Compensation onCancel, Throwable failure) {
        boolean interrupted = false;
        while (true) {
            interrupted |= Thread.interrupted();
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
