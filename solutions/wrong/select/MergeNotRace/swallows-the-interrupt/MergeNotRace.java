package select;

import cancelsafe.given.Feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Two feeds, one queue, until somebody interrupts. */
public class MergeNotRace {

    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        BlockingQueue<String> merged = new LinkedBlockingQueue<>();
        try {
            pass(a, b, merged, count, out);
        } catch (InterruptedException e) {
            // told to stop, and stopped
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
                merged.add(feed.next());
            }
        } catch (InterruptedException e) {

        }
    }
}
