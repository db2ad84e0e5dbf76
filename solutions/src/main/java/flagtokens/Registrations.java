package flagtokens;

import cancelsafe.given.Registration;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A token that calls back when it is cancelled. */
public class Registrations {
    private final Object lock = new Object();
    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    /**
     * Cancels the token and runs the callbacks on the calling thread, in no particular order. Later
     * calls run nothing.
     *
     * @throws RuntimeException when all callbacks have run, if some failed: each failure is the
     *     exception itself, its cause or one of its suppressed
     */
    public void cancel() {
        List<Entry> toRun;
        synchronized (lock) { // after this block nobody adds, so each entry has one who runs it
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear(); // a second caller finds nothing to run
        }
        RuntimeException first = null;
        for (Entry entry : toRun) { // outside the lock: who knows what a callback waits for
            try {
                entry.run();
            } catch (RuntimeException e) {
                first = together(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException together(@Nullable RuntimeException first, RuntimeException e) {
        if (first == null) {
            return e;
        }
        if (first != e) { // an exception must not suppress itself
            first.addSuppressed(e);
        }
        return first;
    }

    /** Whether the token is cancelled; true already while the callbacks run. */
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /** Has {@code callback} run when the token is cancelled; at once if it is cancelled already. */
    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (lock) { // the look and the adding are one step
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }

    /** Its monitor is held while the callback runs: close() waits, the callback itself does not. */
    private final class Entry implements Registration {
        private final Runnable callback;
        private boolean over;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        synchronized void run() {
            if (!over) {
                over = true;
                callback.run();
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                entries.remove(this); // or the token would keep whatever the callback refers to
            }
            synchronized (this) { // waits for a run on another thread, whatever interrupts
                over = true;
            }
        }
    }
}
