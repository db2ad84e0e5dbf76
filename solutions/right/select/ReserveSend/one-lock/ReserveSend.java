package select;

import cancelsafe.given.Slot;

import java.util.ArrayDeque;
import java.util.Deque;

/** One monitor guards the messages, the count of free places and the state of each slot. */
public class ReserveSend {
    private final Deque<String> messages = new ArrayDeque<>();
    private int free;

    public ReserveSend(int capacity) {
        free = capacity;
    }

    /** Waits until a place is free, and reserves it. */
    public synchronized Slot reserve() throws InterruptedException {
        while (free == 0) {
            wait();
        }
        free--;
        return new Place();
    }

    /** Waits for a message and takes it; its place is free then. */
    public synchronized String receive() throws InterruptedException {
        while (messages.isEmpty()) {
            wait();
        }
        free++;
        notifyAll();
        return messages.remove();
    }

    /** The number of places that are neither reserved nor used. */
    public synchronized int free() {
        return free;
    }

    /** The number of messages in the channel. */
    public synchronized int used() {
        return messages.size();
    }

    private final class Place implements Slot {
        private boolean over;

        @Override
        public void send(String message) {
            synchronized (ReserveSend.this) {
                if (over) {
                    throw new IllegalStateException("used up or closed");
                }
                over = true;
                messages.add(message);
                ReserveSend.this.notifyAll(); // senders and receivers wait at the same monitor
            }
        }

        @Override
        public void close() {
            synchronized (ReserveSend.this) {
                if (!over) {
                    over = true;
                    free++;
                    ReserveSend.this.notifyAll();
                }
            }
        }
    }
}
