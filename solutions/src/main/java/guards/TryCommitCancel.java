package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Compensates on a thread that no other code can interrupt, and waits for it. */
public class TryCommitCancel {

    /**
     * Runs {@code operation}; if it throws, runs {@code onCancel}.
     *
     * @return what the operation has returned
     * @throws Exception what the operation has thrown
     */
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call(); // the commit point
        } catch (Throwable failure) {
            Thread helper = Thread.startVirtualThread(() -> compensate(onCancel, failure));
            joinUninterruptibly(helper);
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

    private static void joinUninterruptibly(Thread helper) {
        boolean interrupted = false;
        while (true) {
            try {
                helper.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // remembered for the caller
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
