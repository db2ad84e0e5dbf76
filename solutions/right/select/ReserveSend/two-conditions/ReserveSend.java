package select;

import cancelsafe.given.Slot;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One lock with a condition for each kind of waiting thread. */
public class ReserveSend {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition freed = lock.newCondition();
    private final ArrayDeque<String> messages = new ArrayDeque<>();
    private int free;

    public ReserveSend(int capacity) {
        free = capacity;
    }

    public Slot reserve() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (free == 0) {
                freed.await();
            }
            free--;
            return new Place();
        } finally {
            lock.unlock();
        }
    }

    private final class Place implements Slot {
        private boolean over;

        @Override
        public void send(String message) {
            lock.lock();
            try {
                if (over) {
                    throw new IllegalStateException();
                }
                over = true;
                messages.add(message);
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!over) {
                    over = true;
                    free++;
                    freed.signal();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    public String receive() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (messages.isEmpty()) {
                arrived.await();
            }
            free++;
            freed.signal();
            return messages.remove();
        } finally {
            lock.unlock();
        }
    }

    public int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    public int used() {
        lock.lock();
        try {
            return messages.size();
        } finally {
            lock.unlock();
        }
    }
}
