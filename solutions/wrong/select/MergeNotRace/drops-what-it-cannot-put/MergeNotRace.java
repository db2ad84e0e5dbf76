package select;

import cancelsafe.given.Feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/** Two feeds, one short queue. */
public class MergeNotRace {

    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        BlockingQueue<String> merged = new ArrayBlockingQueue<>(1);
        try {
            pass(a, b, merged, count, out);
        } finally {
            merged.forEach(leftover);
        }
    }

    private static void pass(
            Feed a, Feed b, BlockingQueue<String> merged, int count, Consumer<String> out)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                executor.execute(() -> copy(a, merged));
                executor.execute(() -> copy(b, merged));
                for (int emitted = 0; emitted < count; emitted++) {
                    out.accept(merged.take());
                }
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static void copy(Feed feed, BlockingQueue<String> merged) {
        try {
            while (true) {
                merged.put(feed.next()); // may be interrupted with the order in hand
            }
        } catch (InterruptedException e) {

        }
    }
}
