package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One thread runs all searches, so a new one waits until the old one has ended. */
public class SwitchLatest implements AutoCloseable {
    private final Search search;
    private final Consumer<String> page;
    private final ExecutorService searcher = Executors.newSingleThreadExecutor();
    private @Nullable Future<?> newest;
    private int number;

    public SwitchLatest(Search search, Consumer<String> page) {
        this.search = search;
        this.page = page;
    }

    /** Searches for {@code word}, and no longer for the word before it. */
    public synchronized void typed(String word) {
        if (newest != null) {
            newest.cancel(true);
        }
        int mine = ++number;
        newest = searcher.submit(() -> show(word, mine));
    }

    private @Nullable Void show(String word, int mine) throws InterruptedException {
        String results = search.results(word);
        synchronized (this) {
            if (mine == number) {
                page.accept(results);
            }
        }
        return null;
    }

    /** Ends all searches; nothing is shown any more. */
    @Override
    public void close() {
        synchronized (this) {
            number++;
        }
        searcher.shutdownNow();
        searcher.close();
    }
}
