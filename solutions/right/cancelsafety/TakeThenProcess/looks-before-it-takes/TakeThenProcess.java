package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Leaves the order in the queue until it is acknowledged. */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = first(queue);
            warehouse.pack(order);
            warehouse.acknowledge(order);
            queue.remove();
        }
    }

    private static String first(BlockingQueue<String> queue) throws InterruptedException {
        String order = queue.peek();
        while (order == null) {
            Thread.sleep(10);
            order = queue.peek();
        }
        return order;
    }
}
