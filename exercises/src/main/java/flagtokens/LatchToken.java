package flagtokens;

import java.util.concurrent.CancellationException;

/**
 * A token: a latch that any thread may flip, and that never flips back.
 *
 * <p>Given: nothing. Any number of threads use one token at the same time.
 *
 * <p>Must hold: once a look has said "cancelled", every later look says so. However many callers
 * cancel, exactly one of them is told that it was the one; when any of them has returned, the token
 * is cancelled. {@link #throwIfCancelled} throws if the token is cancelled, and only then.
 */
public class LatchToken {
    // TODO who sees this field, and when?
    private boolean cancelled;

    /**
     * Cancels the token; never waits.
     *
     * @return whether this call was the one that did it
     */
    public boolean cancel() {
        // TODO two callers can both win
        boolean first = !cancelled;
        cancelled = true;
        return first;
    }

    /** Whether the token is cancelled. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * A check that leaves by itself.
     *
     * @throws CancellationException if the token is cancelled
     */
    public void throwIfCancelled() {
        // TODO
    }
}
