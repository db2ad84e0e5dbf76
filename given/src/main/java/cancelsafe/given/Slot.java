package cancelsafe.given;

/**
 * A reserved place in a channel, for one message. Its calls never wait. For several threads.
 *
 * <p>Kata 4.5 ReserveSend.
 */
public interface Slot extends AutoCloseable {
    /**
     * Hands a message over: from now on it is in the channel, and this slot is used up.
     *
     * @throws IllegalStateException if the slot is used up or closed; the message is not in the
     *     channel then
     */
    void send(String message);

    /** Gives the place back, if this slot is neither used up nor closed. */
    @Override
    void close();
}
