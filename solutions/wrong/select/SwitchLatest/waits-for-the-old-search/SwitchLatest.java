package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Joins the old search before the new one begins. */
public class SwitchLatest implements AutoCloseable {
    private final Search search;
    private final Consumer<String> page;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Thread newest;
    private boolean closed;

    public SwitchLatest(Search search, Consumer<String> page) {
        this.search = search;
        this.page = page;
    }

    /** Searches for {@code word}, and no longer for the word before it. */
    public void typed(String word) {
        List<Thread> old;
        synchronized (this) {
            forgetNewest();
            old = List.copyOf(threads);
            threads.clear();
        }
        old.forEach(SwitchLatest::join);
        begin(word);
    }

    private synchronized void begin(String word) {
        if (closed) {
            return;
        }
        newest = Thread.ofVirtual().unstarted(() -> show(word));
        threads.add(newest);
        newest.start();
    }

    private void forgetNewest() {
        Thread old = newest;
        newest = null;
        if (old != null) {
            old.interrupt();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(String word) {
        try {
            String results = search.results(word);
            synchronized (this) {
                if (Thread.currentThread() == newest) {
                    page.accept(results);
                }
            }
        } catch (InterruptedException e) {
            // replaced or closed
        }
    }

    /** Ends all searches; nothing is shown any more. */
    @Override
    public void close() {
        List<Thread> running;
        synchronized (this) {
            closed = true;
            forgetNewest();
            running = List.copyOf(threads);
        }
        running.forEach(SwitchLatest::join);
    }
}
