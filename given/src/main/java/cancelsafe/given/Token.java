package cancelsafe.given;

import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cancellation token: any thread may cancel it, any thread may look; once cancelled, always. */
public final class Token implements Cancellable {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** A token that is not cancelled. */
    public Token() {}

    @Override
    public void cancel() {
        cancelled.set(true);
    }

    /** A check: whether the token has been cancelled. */
    @CancellationCheck
    public boolean isCancelled() {
        return cancelled.get();
    }

    /**
     * A check that leaves by itself.
     *
     * @throws CancellationException if the token has been cancelled
     */
    @CancellationCheck
    public void throwIfCancelled() {
        if (cancelled.get()) {
            throw new CancellationException("the token was cancelled");
        }
    }

    /** What a test sees without checking: a look through this window is not a check. */
    public boolean stateForTest() {
        return cancelled.get();
    }
}
