package flagtokens;

import cancelsafe.given.Registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Finds the entry of a callback in a map. */
public class Registrations {
    private final Object lock = new Object();
    private final Map<Runnable, Entry> entries = new LinkedHashMap<>(); // guarded by lock
    private volatile boolean cancelled; // written under lock

    public void cancel() {
        List<Entry> mine;
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            mine = List.copyOf(entries.values());
            entries.clear();
        }
        RuntimeException failure = null;
        for (Entry entry : mine) {
            try {
                entry.run();
            } catch (Throwable t) {
                if (failure == null) {
                    failure = new RuntimeException("a callback failed", t);
                } else {
                    failure.addSuppressed(t);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (lock) {
            if (!cancelled) {
                entries.put(callback, entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }

    private final class Entry implements Registration {
        private final Runnable callback;
        private final ReentrantLock running = new ReentrantLock();
        private boolean over; // guarded by running

        Entry(Runnable callback) {
            this.callback = callback;
        }

        void run() {
            running.lock();
            try {
                if (!over) {
                    over = true;
                    callback.run();
                }
            } finally {
                running.unlock();
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                entries.remove(callback, this);
            }
            running.lock();
            try {
                over = true;
            } finally {
                running.unlock();
            }
        }
    }
}
