package flagtokens;

import java.util.concurrent.CancellationException;

/** A plain field behind one monitor. */
public class LatchToken {
    private boolean cancelled;

    public synchronized boolean cancel() {
        boolean first = !cancelled;
        cancelled = true;
        return first;
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
