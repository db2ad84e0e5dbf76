package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;

/** Works on until the order is acknowledged, and leaves then. */
public class TakeThenProcess {

    /** Works off {@code count} orders and waits for those that are still to come. */
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            boolean done = false;
            try {
                boolean interrupted = untilDone(() -> warehouse.pack(order));
                interrupted |= untilDone(() -> warehouse.acknowledge(order));
                done = true;
                if (interrupted) {
                    throw new InterruptedException("after " + order);
                }
            } finally {
                if (!done) { // not an interrupt: the warehouse has failed
                    queue.add(order);
                }
            }
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Does the step, if need be several times, and says whether it was interrupted. */
    private static boolean untilDone(Step step) {
        boolean interrupted = false;
        while (true) {
            try {
                step.run();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
