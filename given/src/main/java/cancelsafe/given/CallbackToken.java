package cancelsafe.given;

import cancelsafe.lab.Resource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A cancellation token that calls back; any thread may cancel it, check it and register.
 *
 * <p>Katas 1.7 WakeTheSleeper, 4.7 Select and 6.9 Application.
 */
public final class CallbackToken {
    private final Set<Entry> entries = new LinkedHashSet<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** A token that is not cancelled. */
    public CallbackToken() {}

    /**
     * Cancels the token and runs the registered callbacks, on the calling thread. A second call
     * changes nothing. Waits only for the callbacks.
     */
    public void cancel() {
        List<Entry> toRun;
        synchronized (entries) {
            cancelled.set(true);
            toRun = List.copyOf(entries);
            entries.clear();
        }
        toRun.forEach(Entry::run);
    }

    /** Whether the token is cancelled; true already while the callbacks run. */
    public boolean isCancelled() {
        return cancelled.get();
    }

    /**
     * Has {@code callback} run when the token is cancelled; on the calling thread and at once if it
     * is cancelled already.
     *
     * @return to be closed when the callback is no longer wanted
     */
    public Registration onCancel(Runnable callback) {
        Entry entry = new Entry(callback);
        synchronized (entries) {
            if (!cancelled.get()) {
                entries.add(entry);
                Resource.opened(entry);
                return entry;
            }
        }
        entry.run();
        return entry;
    }

    private final class Entry implements Registration {
        private final Runnable callback;
        private final ReentrantLock running = new ReentrantLock();
        private boolean over;

        Entry(Runnable callback) {
            this.callback = callback;
        }

        void run() {
            running.lock();
            try {
                if (!over) {
                    over = true;
                    Resource.closed(this);
                    callback.run();
                }
            } finally {
                running.unlock();
            }
        }

        @Override
        public void close() {
            synchronized (entries) {
                entries.remove(this);
            }
            running.lock();
            try {
                over = true;
                Resource.closed(this);
            } finally {
                running.unlock();
            }
        }
    }
}
