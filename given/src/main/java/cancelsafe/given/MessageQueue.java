package cancelsafe.given;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A queue on another machine. It keeps all messages that it has accepted, also equal ones.
 *
 * <p>Kata 5.10 Outbox.
 */
public final class MessageQueue {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final List<Message> accepted = new CopyOnWriteArrayList<>();

    /**
     * Sends a message, and waits until the queue has confirmed it.
     *
     * @throws IOException if the queue does not accept the message
     * @throws InterruptedException if the calling thread is interrupted; the queue may have
     *     accepted the message
     */
    public void send(Message message) throws IOException, InterruptedException {
        Thread.sleep(TRIP);
        accepted.add(message);
        Thread.sleep(TRIP);
    }

    /** The messages that the queue has accepted, in this sequence. */
    public List<Message> accepted() {
        return List.copyOf(accepted);
    }
}
