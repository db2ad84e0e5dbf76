package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Spins in close() until the callback has ended. */
public class Registrations {
    private final Set<Entry> entries = new LinkedHashSet<>();
    private volatile boolean cancelled;

    private final class Entry implements Registration {
        private final Runnable callback;
        private volatile boolean ended;
        private Thread runner;
        private boolean over;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        void run() {
            synchronized (entries) {
                if (over) {
                    return;
                }
                over = true;
                runner = Thread.currentThread();
            }
            try {
                callback.run();
            } finally {
                ended = true;
            }
        }

        @Override
        public void close() {
            synchronized (entries) {
                entries.remove(this);
                over = true;
                if (runner == null || runner == Thread.currentThread()) {
                    return;
                }
            }
            while (!ended) {
                Thread.yield();
            }
        }
    }

    public void cancel() {
        List<Entry> toRun;
        synchronized (entries) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear();
        }
        List<Throwable> failures = new ArrayList<>();
        for (Entry entry : toRun) {
            try {
                entry.run();
            } catch (Throwable t) {
                failures.add(t);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException all = new RuntimeException("callbacks failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (entries) {
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }
}
