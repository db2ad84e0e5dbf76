package flagtokens;

import cancelsafe.given.Registration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token that runs callbacks when it is cancelled.
 *
 * <p>Given: {@link Registration}, which defines what closing does.
 *
 * <p>Must hold in every interleaving of cancel, register and close: a callback runs at most once.
 * When {@link #cancel} and {@link #onCancel} have returned, the callback has run once, unless its
 * registration was closed. While it runs, other threads can check the token and register callbacks.
 * A callback may use the token. A callback that fails does not stop the others.
 */
public class Registrations {
    // TODO a thread-safe list does not make several steps atomic
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /**
     * Cancels the token and runs the callbacks on the calling thread, in any order. Later calls run
     * nothing.
     *
     * @throws RuntimeException after all callbacks have run, if some of them failed: each failure
     *     is the exception itself, its cause or one of its suppressed exceptions
     */
    public void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        for (Runnable callback : callbacks) {
            callback.run(); // TODO what if one fails?
        }
    }

    /** Whether the token is cancelled; already true while the callbacks run. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Runs {@code callback} when the token is cancelled, or at once if it is cancelled already. */
    public Registration onCancel(Runnable callback) {
        if (!cancelled) {
            callbacks.add(callback);
        } else {
            callback.run();
        }
        return () -> callbacks.remove(callback); // TODO what if it is running?
    }
}
