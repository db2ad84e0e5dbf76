package flagtokens;

import java.util.concurrent.CancellationException;

/** The writers hold a lock, the readers do not. */
public class LatchToken {
    private boolean cancelled;

    public synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        return first;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
