package select;

import cancelsafe.given.Slot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Places are objects that move between two queues: free ones, and ones with a message. */
public class ReserveSend {
    private final BlockingQueue<Place> free = new LinkedBlockingQueue<>();
    private final BlockingQueue<Letter> sent = new LinkedBlockingQueue<>();

    public ReserveSend(int capacity) {
        for (int place = 0; place < capacity; place++) {
            free.add(new Place());
        }
    }

    /** Waits until a place is free, and reserves it. */
    public Slot reserve() throws InterruptedException {
        return new Reserved(free.take());
    }

    /** Waits for a message and takes it; its place is free then. */
    public String receive() throws InterruptedException {
        Letter letter = sent.take();
        free.add(letter.place());
        return letter.message();
    }

    /** The number of places that are neither reserved nor used. */
    public int free() {
        return free.size();
    }

    /** The number of messages in the channel. */
    public int used() {
        return sent.size();
    }

    private static final class Place {}

    private record Letter(Place place, String message) {}

    private final class Reserved implements Slot {
        private final AtomicReference<Place> place;

        Reserved(Place place) {
            this.place = new AtomicReference<>(place);
        }

        @Override
        public void send(String message) {
            Place mine = place.getAndSet(null);
            if (mine == null) {
                throw new IllegalStateException("used up or closed");
            }
            sent.add(new Letter(mine, message));
        }

        @Override
        public void close() {
            Place mine = place.getAndSet(null);
            if (mine != null) {
                free.add(mine);
            }
        }
    }
}
