package cancelsafe.given;

import java.io.IOException;

/**
 * Undoes the effect of an operation; may take a while. It is idempotent: after a run that did not
 * complete it may be run again.
 *
 * <p>Kata 5.4 TryCommitCancel.
 */
@FunctionalInterface
public interface Compensation {
    /**
     * Undoes the operation.
     *
     * @throws IOException if it fails
     * @throws InterruptedException if the thread that runs it is interrupted; the operation may not
     *     be undone
     */
    void run() throws IOException, InterruptedException;
}
