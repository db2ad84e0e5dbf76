package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Shows what an uninterrupted search has found. */
public class SwitchLatest implements AutoCloseable {
    private final Search search;
    private final Consumer<String> page;
    private final ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<?> newest;

    public SwitchLatest(Search search, Consumer<String> page) {
        this.search = search;
        this.page = page;
    }

    /** Searches for {@code word}, and no longer for the word before it. */
    public synchronized void typed(String word) {
        if (newest != null) {
            newest.cancel(true); // saves work; a deaf search goes on
        }
        newest = searches.submit(() -> show(word));
    }

    private @Nullable Void show(String word) throws InterruptedException {
        String results = search.results(word);
        synchronized (this) {
            if (!Thread.currentThread().isInterrupted()) {
                page.accept(results);
            }
        }
        return null;
    }

    /** Ends all searches; nothing is shown any more. */
    @Override
    public void close() {
        searches.shutdownNow();
        searches.close(); // waits, even if it is interrupted, and keeps the status
    }
}
