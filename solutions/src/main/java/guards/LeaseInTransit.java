package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** At each moment one party closes a lease: the producer, the queue or the consumer. */
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
            Lease mine = server.open();
            try {
                queue.put(mine);
                mine = null; // now the queue is responsible
            } finally {
                if (mine != null) {
                    mine.close();
                }
            }
        }
    }

    /** Takes {@code count} leases, prepares and uses each, and closes it. */
    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            try (Lease lease = queue.take()) { // nothing waits between take and the block
                lease.prepare();
                lease.use();
            }
        }
    }

    /** Called when no thread is in {@code produce} or {@code consume} any more. */
    @Override
    public void close() {
        Lease left = queue.poll();
        if (left != null) {
            try (left) { // closed even if a close of the others fails
                close();
            }
        }
    }
}
