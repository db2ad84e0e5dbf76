package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Waits in close() while it holds the lock of the token. */
public class Registrations {
    private final Object lock = new Object();
    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    public void cancel() {
        List<Entry> toRun;
        synchronized (lock) {
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear();
        }
        List<Throwable> failures = new ArrayList<>();
        for (Entry entry : toRun) {
            try {
                entry.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException all = new IllegalStateException("callbacks failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (lock) {
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }

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
                entries.remove(this);
                synchronized (this) {
                    over = true;
                }
            }
        }
    }
}
