package guards;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A guard closes a lease unless it is disarmed; the guard is disarmed under the lock of the queue.
 */
public class LeaseInTransit implements AutoCloseable {
    private static final class Custody implements AutoCloseable {
        private Lease lease;

        Custody(Lease lease) {
            this.lease = lease;
        }

        Lease handOver() {
            Lease handedOver = lease;
            lease = null;
            return handedOver;
        }

        @Override
        public void close() {
            if (lease != null) {
                lease.close();
            }
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Lease> waiting = new ArrayDeque<>();
    private final LeaseServer server;
    private final int capacity;

    public LeaseInTransit(LeaseServer server, int capacity) {
        this.server = server;
        this.capacity = capacity;
    }

    public void produce(int count) throws IOException, InterruptedException {
        for (int n = 0; n < count; n++) {
            try (Custody mine = new Custody(server.open())) {
                put(mine);
            }
        }
    }

    private void put(Custody mine) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() == capacity) {
                changed.await();
            }
            waiting.add(mine.handOver());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Lease take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                changed.await();
            }
            changed.signalAll();
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    public void consume(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            try (Lease lease = take()) {
                lease.prepare();
                lease.use();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closeAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() {
        Lease left = waiting.poll();
        if (left != null) {
            try {
                left.close();
            } finally {
                closeAll();
            }
        }
    }
}
