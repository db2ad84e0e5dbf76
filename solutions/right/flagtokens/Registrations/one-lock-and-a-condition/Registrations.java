package flagtokens;

import cancelsafe.given.Registration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for the whole token, never held during a callback; who closes waits for a signal. */
public class Registrations {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean cancelled;

    public void cancel() {
        RuntimeException failures = null;
        for (Entry next = next(); next != null; next = next()) {
            try {
                run(next);
            } catch (Throwable e) {
                if (failures == null) {
                    failures = new IllegalStateException("callbacks have failed");
                }
                failures.addSuppressed(e);
            }
        }
        if (failures != null) {
            throw failures;
        }
    }

    private @Nullable Entry next() {
        lock.lock();
        try {
            cancelled = true;
            Entry next = entries.poll();
            if (next != null) {
                next.runner = Thread.currentThread();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void run(Entry entry) {
        try {
            entry.callback.run();
        } finally {
            lock.lock();
            try {
                entry.runner = null;
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    public boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        lock.lock();
        try {
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        } finally {
            lock.unlock();
        }
        callback.run();
        return entry;
    }

    private final class Entry implements Registration {
        private final Runnable callback;
        private @Nullable Thread runner;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                entries.remove(this);
                while (runner != null && runner != Thread.currentThread()) {
                    ended.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
