package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/**
 * A worker that takes orders from a queue, packs them and acknowledges them.
 *
 * <p>Given: a queue with room for every order, a warehouse whose calls take time, and this one
 * worker. Packing an order again fills the same box and does no harm; acknowledging it again sends
 * a second bill.
 *
 * <p>Must hold after a cancellation at any point, and after a second one: every order is either
 * acknowledged or in the queue, never both; only packed orders are acknowledged; and the caller
 * learns of the cancellation.
 */
public class TakeThenProcess {

    /** Processes {@code count} orders, and waits for those that have not arrived yet. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            // TODO from here on, only this method knows the order
            warehouse.pack(order);
            warehouse.acknowledge(order);
        }
    }
}
