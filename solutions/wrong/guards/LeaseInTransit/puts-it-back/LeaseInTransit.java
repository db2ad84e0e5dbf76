package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The consumer puts a lease back if it is interrupted. */
public class LeaseInTransit implements AutoCloseable {
    private final LeaseServer server;
    private final BlockingQueue<Lease> queue;

    public LeaseInTransit(LeaseServer server, int capacity) {
        this.server = server;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    public void produce(int count) throws IOException, InterruptedException {
        for (int n = 0; n < count; n++) {
            Lease mine = server.open();
            try {
                queue.put(mine);
                mine = null;
            } finally {
                if (mine != null) {
                    mine.close();
                }
            }
        }
    }

    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            Lease lease = queue.take();
            try {
                lease.prepare();
                lease.use();
                lease.close();
            } catch (InterruptedException e) {
                queue.put(lease);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        Lease left = queue.poll();
        if (left != null) {
            try (left) {
                close();
            }
        }
    }
}
