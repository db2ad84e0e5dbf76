package flagtokens;

import cancelsafe.given.Registration;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds its lock while it calls code that it does not know. */
public class Registrations {
    private final Object lock = new Object();
    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    public void cancel() {
        RuntimeException first = null;
        synchronized (lock) {
            cancelled = true;
            List<Entry> toRun = List.copyOf(entries);
            entries.clear();
            for (Entry entry : toRun) {
                try {
                    entry.run();
                } catch (RuntimeException e) {
                    first = together(first, e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException together(@Nullable RuntimeException first, RuntimeException e) {
        if (first == null) {
            return e;
        }
        if (first != e) {
            first.addSuppressed(e);
        }
        return first;
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
            }
            synchronized (this) {
                over = true;
            }
        }
    }
}
