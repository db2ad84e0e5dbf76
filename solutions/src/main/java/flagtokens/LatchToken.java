package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A token: a latch that any thread may flip, and that never flips back. */
public class LatchToken {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /**
     * Cancels the token; does not block.
     *
     * @return whether this call was the one that cancelled the token
     */
    public boolean cancel() {
        return cancelled.compareAndSet(false, true); // check and write in one atomic step
    }

    /** Whether the token is cancelled. */
    public boolean isCancelled() {
        return cancelled.get(); // does not clear it, unlike Thread.interrupted()
    }

    /**
     * Does nothing if the token is not cancelled.
     *
     * @throws CancellationException if the token is cancelled
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the token was cancelled"); // unchecked
        }
    }
}
