package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Counts a lease as handed over before it is in the queue. */
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
                Lease handedOver = mine;
                mine = null;
                queue.put(handedOver);
            } finally {
                if (mine != null) {
                    mine.close();
                }
            }
        }
    }

    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            try (Lease lease = queue.take()) {
                lease.prepare();
                lease.use();
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
