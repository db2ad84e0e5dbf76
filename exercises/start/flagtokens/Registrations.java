package flagtokens;

import cancelsafe.given.Registration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token that calls back when it is cancelled.
 *
 * <p>Given: {@link Registration}, which says what closing means.
 *
 * <p>Must hold in every order of cancel, register and close: a callback runs at most once, and
 * exactly once by the time that {@link #cancel} and {@link #onCancel} have returned, unless it was
 * closed before. Callbacks may take their time: while one runs, other threads can look and
 * register. They may use the token themselves. One that fails does not stop the rest.
 */
public class Registrations {
    // TODO a list for several threads does not make several steps one
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /**
     * Cancels the token and runs the callbacks on the calling thread, in no particular order. Later
     * calls run nothing.
     *
     * @throws RuntimeException when all callbacks have run, if some failed: each failure is the
     *     exception itself, its cause or one of its suppressed
     */
    public void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        for (Runnable callback : callbacks) {
            callback.run(); // TODO one that fails
        }
    }

    /** Whether the token is cancelled; true already while the callbacks run. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Has {@code callback} run when the token is cancelled; at once if it is cancelled already. */
    public Registration onCancel(Runnable callback) {
        if (!cancelled) {
            callbacks.add(callback);
        } else {
            callback.run();
        }
        return () -> callbacks.remove(callback); // TODO and if it is running?
    }
}
