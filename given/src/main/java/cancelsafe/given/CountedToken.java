package cancelsafe.given;

import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cancellation token that counts its checks; any thread may use it.
 *
 * <p>Kata 1.6 CheckInterval.
 */
public final class CountedToken implements Cancellable {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicInteger checks = new AtomicInteger();

    /** A token that is not cancelled and was never checked. */
    public CountedToken() {}

    @Override
    public void cancel() {
        cancelled.set(true);
    }

    /** A check: whether the token has been cancelled. */
    @CancellationCheck
    public boolean isCancelled() {
        checks.incrementAndGet();
        return cancelled.get();
    }

    /**
     * A check that leaves by itself.
     *
     * @throws CancellationException if the token has been cancelled
     */
    @CancellationCheck
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the token was cancelled");
        }
    }

    /** How many checks there have been, of both kinds. */
    public int checks() {
        return checks.get();
    }
}
