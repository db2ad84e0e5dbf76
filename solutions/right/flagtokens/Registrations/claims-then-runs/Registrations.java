package flagtokens;

import cancelsafe.given.Registration;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** Without a common lock: adds first, looks afterwards, and lets a claim decide who runs. */
public class Registrations {
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
        RuntimeException failures = new IllegalStateException("callbacks have failed");
        for (Entry entry : entries) {
            try {
                entry.run();
            } catch (Throwable e) {
                failures.addSuppressed(e);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
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

    private final class Entry implements Registration {
        private final Runnable callback;
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final ReentrantLock running = new ReentrantLock();

        Entry(Runnable callback) {
            this.callback = callback;
        }

        void run() {
            running.lock();
            try {
                if (claimed.compareAndSet(false, true)) {
                    entries.remove(this);
                    callback.run();
                }
            } finally {
                running.unlock();
            }
        }

        @Override
        public void close() {
            claimed.set(true);
            entries.remove(this);
            running.lock();
            running.unlock();
        }
    }
}
