package select;

import cancelsafe.given.Slot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A channel with a limited number of places, whose senders reserve a place before they have a
 * message: {@code try (Slot slot = channel.reserve()) { slot.send(sensor.read()); }}
 *
 * <p>Given: a sensor that returns each message once. Any number of threads send and receive.
 *
 * <p>Must hold, wherever a thread is interrupted: each message that was read is in the channel or
 * was received, once. {@code reserve} and {@code receive} may wait and throw; {@code send} and
 * {@code close} never wait, whether or not the interrupt status is set. Each place is free,
 * reserved or used: none is lost, and none is added.
 */
public class ReserveSend {
    private final BlockingQueue<String> messages;

    public ReserveSend(int capacity) {
        messages = new LinkedBlockingQueue<>(capacity);
    }

    /** Waits until a place is free, and reserves it. */
    public Slot reserve() throws InterruptedException {
        return new Slot() { // TODO nothing is reserved
            @Override
            public void send(String message) {
                try {
                    messages.put(message); // TODO waits for a place, and has the message already
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Waits for a message and takes it; its place is free then. */
    public String receive() throws InterruptedException {
        return messages.take();
    }

    /** The number of places that are neither reserved nor used. */
    public int free() {
        return messages.remainingCapacity();
    }

    /** The number of messages in the channel. */
    public int used() {
        return messages.size();
    }
}
