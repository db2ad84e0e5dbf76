package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Asks for an interrupt status that the exception has cleared. */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            try {
                warehouse.pack(order);
                warehouse.acknowledge(order);
            } finally {
                if (Thread.currentThread().isInterrupted() || !warehouse.packed().contains(order)) {
                    queue.add(order);
                }
            }
        }
    }
}
