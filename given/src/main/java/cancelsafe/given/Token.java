package cancelsafe.given;

import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A cancellation token: any thread may cancel and check it; once cancelled, it stays cancelled.
 *
 * <p>Katas 1.3 CountingWorker, 1.5 FanOut, 4.4 ShutdownFirst and 6.3 TaskGroup.
 */
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

    /** The state, for tests: this is not a check. */
    public boolean stateForTest() {
        return cancelled.get();
    }
}
