package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks whether it is cancelled, and then adds. */
public class Registrations {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
        List<Throwable> failures = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                entry.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException all = new IllegalStateException("callbacks have failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        if (cancelled) {
            entry.run();
        } else {
            entries.add(entry);
        }
        return entry;
    }

    private static final class Entry implements Registration {
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
        public synchronized void close() {
            over = true;
        }
    }
}
