package select;

import cancelsafe.given.Search;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Search as you type: each new word replaces the search for the old one.
 *
 * <p>Given: a search that may be deaf to interrupts, and a page that shows the results it is given.
 * Any thread may type or close, at any time.
 *
 * <p>Must hold: a new word interrupts the search for the old one. Once {@code typed} has returned,
 * no results of an earlier word are shown, even if their search ends late. {@code typed} does not
 * wait for a search. {@code close} interrupts every search and waits until none is running.
 */
public class SwitchLatest implements AutoCloseable {
    private final Search search;
    private final Consumer<String> page;
    private @Nullable Thread newest;

    public SwitchLatest(Search search, Consumer<String> page) {
        this.search = search;
        this.page = page;
    }

    /** Searches for {@code word}, and no longer for the word before it. */
    public synchronized void typed(String word) {
        Thread old = newest;
        if (old != null) {
            old.interrupt();
        }
        newest = Thread.startVirtualThread(() -> show(word));
    }

    private void show(String word) {
        try {
            page.accept(search.results(word)); // TODO what if it ends after a newer word was typed?
        } catch (InterruptedException e) {
            // replaced by a newer word
        }
    }

    /** Ends all searches; nothing is shown any more. */
    @Override
    public synchronized void close() {
        if (newest != null) {
            newest.interrupt(); // TODO is no search running when close returns?
        }
    }
}
