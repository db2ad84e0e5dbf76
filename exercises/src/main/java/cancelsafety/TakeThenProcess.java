package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/**
 * A worker that takes orders from a queue, packs them and acknowledges them.
 *
 * <p>Given: a queue that has room for every order, a warehouse that takes its time, and this one
 * worker. Packing an order twice does no harm; acknowledging it twice does.
 *
 * <p>Must hold, wherever the cancellation comes, and also if a second one follows: every order is
 * either acknowledged or in the queue, never both; what is acknowledged was packed; and the caller
 * learns of the cancellation.
 */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            // TODO from here on, nobody but this method knows the order
            warehouse.pack(order);
            warehouse.acknowledge(order);
        }
    }
}
