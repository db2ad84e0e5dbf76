package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A token: a latch that any thread may flip, and that never flips back. */
public class LatchToken {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /**
     * Cancels the token; never waits.
     *
     * @return whether this call was the one that did it
     */
    public boolean cancel() {
        return cancelled.compareAndSet(false, true); // the look and the change are one step
    }

    /** Whether the token is cancelled. */
    public boolean isCancelled() {
        return cancelled.get(); // a look changes nothing, unlike Thread.interrupted()
    }

    /**
     * A check that leaves by itself.
     *
     * @throws CancellationException if the token is cancelled
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the token was cancelled"); // unchecked: for deep calls
        }
    }
}
