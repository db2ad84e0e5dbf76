package select;

import cancelsafe.given.Slot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A slot that was used is not closed again; a closed one is. */
public class ReserveSend {
    private final Semaphore places;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    public ReserveSend(int capacity) {
        places = new Semaphore(capacity);
    }

    /** Waits until a place is free, and reserves it. */
    public Slot reserve() throws InterruptedException {
        places.acquire(); // the only wait of a sender, and it has no message yet
        return new Place();
    }

    /** Waits for a message and takes it; its place is free then. */
    public String receive() throws InterruptedException {
        String message = messages.take();
        places.release(); // only now: a take that throws has freed nothing
        return message;
    }

    /** The number of places that are neither reserved nor used. */
    public int free() {
        return places.availablePermits();
    }

    /** The number of messages in the channel. */
    public int used() {
        return messages.size();
    }

    private final class Place implements Slot {
        private final AtomicBoolean used = new AtomicBoolean();

        @Override
        public void send(String message) {
            if (used.getAndSet(true)) {
                throw new IllegalStateException("the slot is used up or closed");
            }
            messages.add(message); // never waits; the permit stays taken until it is received
        }

        @Override
        public void close() {
            if (!used.get()) {
                places.release();
            }
        }
    }
}
