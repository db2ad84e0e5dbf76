package cancelsafe.given;

import java.io.IOException;

/**
 * A call into a native library. It has no time limit, and does not respond to an interrupt.
 *
 * <p>Kata 6.8 AbandonedThread.
 */
@FunctionalInterface
public interface Dialer {
    /**
     * Dials until the peer answers or the network fails, however long that takes.
     *
     * @return an open line
     * @throws IOException if no line could be opened
     */
    Line dial() throws IOException;
}
