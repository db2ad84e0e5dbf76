package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Says that it is done, then does it. */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            try {
                warehouse.acknowledge(order);
            } catch (InterruptedException e) {
                queue.add(order);
                throw e;
            }
            warehouse.pack(order);
        }
    }
}
