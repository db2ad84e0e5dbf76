package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/**
 * Runs an operation, and undoes it if it was not completed.
 *
 * <pre>{@code
 * Ticket ticket = new TryCommitCancel().tryCommitCancel(shop::book, bank::refund);
 * }</pre>
 *
 * <p>Given: a compensation that may wait, and that throws an {@code InterruptedException} if its
 * thread is interrupted. It is idempotent: after a run that did not complete, it may be run again.
 *
 * <p>Must hold after an interrupt at any point and after any failure: either the operation has
 * returned, or it has thrown and the compensation has completed or failed. The caller gets the
 * exception of the operation; a failure of the compensation is suppressed in it. No interrupt is
 * lost.
 */
public class TryCommitCancel {

    /**
     * Runs {@code operation}; if it throws, runs {@code onCancel}.
     *
     * @return what the operation has returned
     * @throws Exception what the operation has thrown
     */
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        boolean committed = false;
        try {
            T result = operation.call();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                onCancel.run(); // TODO what does a second interrupt do here? And a failure?
            }
        }
    }
}
