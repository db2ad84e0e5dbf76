package select;

import cancelsafe.given.Feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Two feeds of orders, one queue: both are read all the time, and nobody loses. */
public class MergeNotRace {

    /**
     * Hands {@code count} orders to {@code out}, as they come.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        BlockingQueue<String> merged = new LinkedBlockingQueue<>();
        try {
            pass(a, b, merged, count, out);
        } finally {
            merged.forEach(leftover); // only now: nobody puts anything in any more
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
                executor.shutdownNow(); // tells the readers; close() waits for them
            }
        }
    }

    private static void copy(Feed feed, BlockingQueue<String> merged) {
        try {
            while (true) {
                merged.add(feed.next()); // add never waits: nothing comes between read and queued
            }
        } catch (InterruptedException e) {
            // told to stop, and nothing has been read that is not in the queue
        }
    }
}
