package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Checks the number, then shows the results. */
public class SwitchLatest implements AutoCloseable {
    private final Search search;
    private final Consumer<String> page;
    private final ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<?> newest;
    private volatile int number;

    public SwitchLatest(Search search, Consumer<String> page) {
        this.search = search;
        this.page = page;
    }

    /** Searches for {@code word}, and no longer for the word before it. */
    public synchronized void typed(String word) {
        if (newest != null) {
            newest.cancel(true); // saves work; a deaf search goes on
        }
        int mine = ++number;
        newest = searches.submit(() -> show(word, mine));
    }

    private @Nullable Void show(String word, int mine) throws InterruptedException {
        String results = search.results(word);
        if (mine == number) {
            page.accept(results);
        }
        return null;
    }

    /** Ends all searches; nothing is shown any more. */
    @Override
    public void close() {
        synchronized (this) {
            number++; // no search is the newest any more
        }
        searches.shutdownNow();
        searches.close(); // waits, even if it is interrupted, and keeps the status
    }
}
