package flagtokens;

import java.util.concurrent.CancellationException;

/** Visible at once, and every caller is told that it was the one. */
public class LatchToken {
    private volatile boolean cancelled;

    public boolean cancel() {
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
