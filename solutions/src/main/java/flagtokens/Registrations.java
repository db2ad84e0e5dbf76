package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A token that runs callbacks when it is cancelled. */
public class Registrations {
    private final Object lock = new Object();
    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    /**
     * Cancels the token and runs the callbacks on the calling thread, in any order. Later calls run
     * nothing.
     *
     * @throws RuntimeException after all callbacks have run, if some of them failed: each failure
     *     is the exception itself, its cause or one of its suppressed exceptions
     */
    public void cancel() {
        List<Entry> toRun;
        synchronized (lock) { // after this block no entry is added, so one thread runs each
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear(); // a second call finds nothing to run
        }
        List<Throwable> failures = new ArrayList<>();
        for (Entry entry : toRun) { // outside the lock, because a callback may wait
            try {
                entry.run();
            } catch (Throwable e) { // errors too: the other callbacks must run
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException all = new IllegalStateException("callbacks failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    /** Whether the token is cancelled; already true while the callbacks run. */
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /** Runs {@code callback} when the token is cancelled, or at once if it is cancelled already. */
    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (lock) { // check and add in one atomic step
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }

    /** Its monitor is held while the callback runs, so close() waits on other threads only. */
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
                entries.remove(this); // otherwise the token would keep the callback
            }
            synchronized (this) { // waits for a callback on another thread
                over = true;
            }
        }
    }
}
