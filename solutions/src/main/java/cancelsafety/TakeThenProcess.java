package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** A worker that puts back every order that it could not finish. */
public class TakeThenProcess {

    /** Processes {@code count} orders, and waits for those that have not arrived yet. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take(); // if interrupted here, the order is still in the queue
            boolean done = false;
            try {
                warehouse.pack(order);
                warehouse.acknowledge(order);
                done = true; // directly after the last cancellation point
            } finally {
                if (!done) { // for an interrupt and for any other failure
                    queue.add(order); // does not wait, so a second interrupt cannot stop it
                }
            }
        }
    }
}
