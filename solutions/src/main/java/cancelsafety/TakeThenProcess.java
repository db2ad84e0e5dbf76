package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** A worker that gives back every order that it could not finish. */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take(); // cancelled in here, the order is still in the queue
            boolean done = false;
            try {
                warehouse.pack(order);
                warehouse.acknowledge(order);
                done = true; // directly after the last point: nothing comes in between
            } finally {
                if (!done) { // whatever the reason: an interrupt, or a failure of the warehouse
                    queue.add(order); // does not wait, so no second cancellation can stop it
                }
            }
        }
    }
}
