package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** Whoever gets the only permit has cancelled; a check takes it and gives it back. */
public class LatchToken {
    private final Semaphore permit = new Semaphore(1);

    public boolean cancel() {
        return permit.tryAcquire();
    }

    public boolean isCancelled() {
        return permit.availablePermits() == 0;
    }

    public void throwIfCancelled() {
        if (!permit.tryAcquire()) {
            throw new CancellationException("cancelled");
        }
        permit.release();
    }
}
