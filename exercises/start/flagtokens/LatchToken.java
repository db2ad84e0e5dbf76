package flagtokens;

import java.util.concurrent.CancellationException;

/**
 * A cancellation token. Any thread may cancel it, and it is never reset.
 *
 * <p>Given: any number of threads use one token at the same time.
 *
 * <p>Must hold: once one check has reported the cancellation, every later check reports it. Exactly
 * one of all calls of {@link #cancel} returns true; when any of these calls returns, the token is
 * cancelled. {@link #throwIfCancelled} throws if and only if the token is cancelled. No read or
 * write takes part in a data race.
 */
public class LatchToken {
    // TODO which threads are guaranteed to see this write?
    private boolean cancelled;

    /**
     * Cancels the token; does not block.
     *
     * @return whether this call was the one that cancelled the token
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
     * Does nothing if the token is not cancelled.
     *
     * @throws CancellationException if the token is cancelled
     */
    public void throwIfCancelled() {
        // TODO
    }
}
