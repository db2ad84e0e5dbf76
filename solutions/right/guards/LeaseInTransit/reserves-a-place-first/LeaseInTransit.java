package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** The producer waits for a place before it opens a lease for it. */
public class LeaseInTransit implements AutoCloseable {
    private final LeaseServer server;
    private final BlockingQueue<Lease> queue = new LinkedBlockingQueue<>();
    private final Semaphore places;

    public LeaseInTransit(LeaseServer server, int capacity) {
        this.server = server;
        this.places = new Semaphore(capacity);
    }

    public void produce(int count) throws IOException, InterruptedException {
        for (int n = 0; n < count; n++) {
            places.acquire();
            boolean opened = false;
            try {
                queue.add(server.open());
                opened = true;
            } finally {
                if (!opened) {
                    places.release();
                }
            }
        }
    }

    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            Lease lease = queue.take();
            places.release();
            try (lease) {
                lease.prepare();
                lease.use();
            }
        }
    }

    @Override
    public void close() {
        List<Lease> left = new ArrayList<>();
        queue.drainTo(left);
        places.release(left.size());
        RuntimeException failure = null;
        for (Lease lease : left) {
            try {
                lease.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
