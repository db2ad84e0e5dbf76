package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Opens leases on one thread, and uses them on another one.
 *
 * <p>Given: a server that counts the leases that are open. One thread calls {@code produce}, and
 * another one calls {@code consume}. When both calls have ended, their owner calls {@code close}.
 *
 * <p>Must hold after an interrupt of either thread at any point and after any failure: when {@code
 * close} has ended, each lease that was opened has been closed once, and no lease was used after
 * that.
 */
public class LeaseInTransit implements AutoCloseable {
    private final LeaseServer server;
    private final BlockingQueue<Lease> queue;

    /** A queue in which at most {@code capacity} leases wait. */
    public LeaseInTransit(LeaseServer server, int capacity) {
        this.server = server;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    /** Opens {@code count} leases, and puts each into the queue; waits while the queue is full. */
    public void produce(int count) throws IOException, InterruptedException {
        for (int n = 0; n < count; n++) {
            queue.put(server.open()); // TODO which lease is lost if this is interrupted?
        }
    }

    /** Takes {@code count} leases, prepares and uses each, and closes it. */
    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            Lease lease = queue.take();
            lease.prepare(); // TODO and if this is?
            try (lease) {
                lease.use();
            }
        }
    }

    /** Called when no thread is in {@code produce} or {@code consume} any more. */
    @Override
    public void close() {
        queue.clear(); // TODO what is still in the queue?
    }
}
