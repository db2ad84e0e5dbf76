package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Leaves the order in the queue until it is acknowledged, and takes it by a call that waits. */
public class TakeThenProcess {

    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.peek();
            while (order == null) {
                Thread.sleep(10);
                order = queue.peek();
            }
            warehouse.pack(order);
            warehouse.acknowledge(order);
            queue.take();
        }
    }
}
