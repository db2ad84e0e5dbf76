package flagtokens;

import cancelsafe.given.Registration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for a running callback, but not when it is interrupted. */
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
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Thread runner;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        void run() {
            if (claimed.compareAndSet(false, true)) {
                runner = Thread.currentThread();
                try {
                    callback.run();
                } finally {
                    ended.countDown();
                }
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                entries.remove(this);
            }
            if (claimed.compareAndSet(false, true)) {
                ended.countDown();
            } else if (runner != Thread.currentThread()) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
