package select;

import cancelsafe.given.Feed;

import java.util.function.Consumer;

/** One after the other, on the caller's own thread. */
public class MergeNotRace {
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        for (int emitted = 0; emitted < count; emitted++) {
            out.accept(emitted % 2 == 0 ? a.next() : b.next());
        }
    }
}
