package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Adds first and looks afterwards, so nobody is missed; and nobody decides who runs it. */
public class Registrations {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    public void cancel() {
        if (cancelled) {
            return;
        }
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
        entries.add(entry);
        if (cancelled) {
            entry.run();
        }
        return entry;
    }

    private static final class Entry implements Registration {
        private final Runnable callback;
        private boolean closed;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        synchronized void run() {
            if (!closed) {
                callback.run();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }
}
