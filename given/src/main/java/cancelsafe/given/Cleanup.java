package cancelsafe.given;

import java.io.IOException;

/**
 * The cleanup of a guard.
 *
 * <p>Kata 5.3 Guard.
 */
@FunctionalInterface
public interface Cleanup {
    /**
     * Cleans up.
     *
     * @throws IOException if the cleanup fails
     */
    void run() throws IOException;
}
