package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Ignores interrupts until all orders are done. */
public class TakeThenProcess {
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count) {
        boolean cancelled = false;
        int done = 0;
        String order = null;
        boolean packed = false;
        while (done < count) {
            try {
                if (order == null) {
                    order = queue.take();
                    packed = false;
                }
                if (!packed) {
                    warehouse.pack(order);
                    packed = true;
                }
                warehouse.acknowledge(order);
                order = null;
                done++;
            } catch (InterruptedException e) {
                cancelled = true;
            }
        }
        if (cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
