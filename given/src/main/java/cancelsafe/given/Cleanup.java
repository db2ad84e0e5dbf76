package cancelsafe.given;

import java.io.IOException;

/** What must be done when something ends, however it ends. */
@FunctionalInterface
public interface Cleanup {
    /**
     * Does it.
     *
     * @throws IOException if it cannot be done
     */
    void run() throws IOException;
}
