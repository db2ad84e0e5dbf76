package guards;

import cancelsafe.given.Compensation;

import java.util.concurrent.Callable;

/** Compensates on another thread after every Exception. */
public class TryCommitCancel {
    public <T> T tryCommitCancel(Callable<T> operation, Compensation onCancel) throws Exception {
        try {
            return operation.call();
        } catch (Exception failure) {
            join(Thread.startVirtualThread(() -> compensate(onCancel, failure)));
            throw failure;
        }
    }

    private static void compensate(Compensation onCancel, Exception failure) {
        try {
            onCancel.run();
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
    }

    private static void join(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
