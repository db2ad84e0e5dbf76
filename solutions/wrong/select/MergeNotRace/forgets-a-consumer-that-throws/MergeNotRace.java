package select;

import cancelsafe.given.Feed;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cleans up after an interrupt, but not after another exception. */
public class MergeNotRace {
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        var orders = new LinkedBlockingQueue<String>();
        List<Thread> readers =
                Stream.of(a, b)
                        .map(
                                feed ->
                                        Thread.startVirtualThread(
                                                () -> {
                                                    try {
                                                        while (true) {
                                                            orders.add(feed.next());
                                                        }
                                                    } catch (InterruptedException e) {
                                                        // stopped
                                                    }
                                                }))
                        .toList();
        InterruptedException told = null;
        try {
            for (int i = 0; i < count; i++) {
                out.accept(orders.take());
            }
        } catch (InterruptedException e) {
            told = e;
        }
        if (stopped(readers)) {
            Thread.currentThread().interrupt();
        }
        orders.forEach(leftover);
        if (told != null) {
            throw told;
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
