package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Joins all threads, until it is interrupted. */
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
    public synchronized void typed(String word) {
        if (!closed) {
            threads.forEach(Thread::interrupt);
            newest = Thread.startVirtualThread(() -> show(word));
            threads.add(newest);
        }
    }

    private void show(String word) {
        try {
            String results = search.results(word);
            synchronized (this) {
                if (Thread.currentThread() == newest && !closed) {
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
            running = List.copyOf(threads);
        }
        running.forEach(Thread::interrupt);
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
