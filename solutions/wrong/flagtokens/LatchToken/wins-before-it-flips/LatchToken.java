package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds the winner with one flag, and tells the readers with another. */
public class LatchToken {
    private final AtomicBoolean won = new AtomicBoolean();
    private volatile boolean cancelled;

    public boolean cancel() {
        if (!won.compareAndSet(false, true)) {
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
