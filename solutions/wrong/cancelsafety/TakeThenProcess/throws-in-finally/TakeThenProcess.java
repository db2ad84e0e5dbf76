package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Checks the interrupt status at the end of each order. */
public class TakeThenProcess {

    /** Processes {@code count} orders, and waits for those that have not arrived yet. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            boolean done = false;
            try {
                warehouse.pack(order);
                warehouse.acknowledge(order);
                done = true;
            } finally {
                if (!done) {
                    queue.add(order);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("at order " + order);
                }
            }
        }
    }
}
