package select;

import cancelsafe.given.Feed;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A queue for each feed, and a permit for each order that is in one of them. */
public class MergeNotRace {
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        Queue<String> fromA = new ConcurrentLinkedQueue<>();
        Queue<String> fromB = new ConcurrentLinkedQueue<>();
        Semaphore there = new Semaphore(0);
        Thread readsA = Thread.startVirtualThread(() -> copy(a, fromA, there));
        Thread readsB = Thread.startVirtualThread(() -> copy(b, fromB, there));
        try {
            for (int emitted = 0; emitted < count; emitted++) {
                there.acquire();
                String order = fromA.poll();
                out.accept(order == null ? fromB.remove() : order);
            }
        } finally {
            stop(readsA, readsB);
            fromA.forEach(leftover);
            fromB.forEach(leftover);
        }
    }

    private static void copy(Feed feed, Queue<String> queue, Semaphore there) {
        try {
            while (true) {
                queue.add(feed.next());
                there.release();
            }
        } catch (InterruptedException e) {
            // this thread is ours, and has nothing else to do
        }
    }

    private static void stop(Thread... readers) {
        boolean interrupted = false;
        for (Thread reader : readers) {
            reader.interrupt();
            while (reader.isAlive()) {
                try {
                    reader.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
