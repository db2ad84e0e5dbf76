package select;

import cancelsafe.given.Feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Merges two feeds through one queue, so there is no race. */
public class MergeNotRace {

    /**
     * Passes {@code count} orders to {@code out}, as they arrive.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        BlockingQueue<String> merged = new LinkedBlockingQueue<>();
        try {
            pass(a, b, merged, count, out);
        } finally {
            merged.forEach(leftover); // only now: no reader adds any more
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
                executor.shutdownNow(); // interrupts the readers; close() waits for them
            }
        }
    }

    private static void copy(Feed feed, BlockingQueue<String> merged) {
        try {
            while (true) {
                merged.add(feed.next()); // add never waits, so no order is lost in between
            }
        } catch (InterruptedException e) {
            // everything that was read is in the queue
        }
    }
}
