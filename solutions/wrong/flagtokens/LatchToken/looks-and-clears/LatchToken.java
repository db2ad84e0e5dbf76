package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Its check takes the signal away, as Thread.interrupted() does. */
public class LatchToken {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    public boolean cancel() {
        return cancelled.compareAndSet(false, true);
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    public void throwIfCancelled() {
        if (cancelled.getAndSet(false)) {
            throw new CancellationException("cancelled");
        }
    }
}
