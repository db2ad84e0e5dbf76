package flagtokens;

import java.util.concurrent.CancellationException;

/** Looks, and then changes. */
public class LatchToken {
    private volatile boolean cancelled;

    public boolean cancel() {
        if (cancelled) {
            return false;
        }
        cancelled = true;
        return true;
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
