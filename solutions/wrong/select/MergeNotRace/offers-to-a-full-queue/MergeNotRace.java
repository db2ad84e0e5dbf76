package select;

import cancelsafe.given.Feed;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Offers each order to a queue with two places. */
public class MergeNotRace {
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        var orders = new ArrayBlockingQueue<String>(2);
        List<Thread> readers =
                Stream.of(a, b)
                        .map(
                                feed ->
                                        Thread.startVirtualThread(
                                                () -> {
                                                    try {
                                                        while (true) {
                                                            orders.offer(feed.next());
                                                        }
                                                    } catch (InterruptedException e) {
                                                        // stopped
                                                    }
                                                }))
                        .toList();
        try {
            for (int i = 0; i < count; i++) {
                out.accept(orders.take());
            }
        } finally {
            if (stopped(readers)) {
                Thread.currentThread().interrupt();
            }
            orders.forEach(leftover);
        }
    }

    private static boolean stopped(Collection<Thread> threads) {
        boolean interrupted = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        return interrupted;
    }
}
