package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Keeps the order for the next call. */
public class TakeThenProcess {
    private String unfinished;

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = unfinished != null ? unfinished : queue.take();
            unfinished = order;
            warehouse.pack(order);
            warehouse.acknowledge(order);
            unfinished = null;
        }
    }
}
