package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/**
 * Undoes work that was begun, unless it was completed.
 *
 * <pre>{@code
 * try (Guard guard = new Guard(this::undo)) {
 *     ...                // may be cancelled, may fail
 *     guard.disarm();    // nothing to undo from here on
 * }
 * }</pre>
 *
 * <p>Must hold: {@code close} runs the cleanup on every path out, even if the interrupt status is
 * set, unless {@code disarm} was called. The cleanup runs once, however often and by however many
 * threads the guard is closed, even if it fails. A failing cleanup does not hide the exception that
 * ended the block, and is not hidden itself.
 */
public class Guard implements AutoCloseable {
    private final Cleanup cleanup;

    public Guard(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** Nothing needs to be cleaned up any more. */
    public void disarm() {
        // TODO
    }

    /**
     * Runs the cleanup, unless the guard was disarmed or closed before.
     *
     * @throws IOException if the cleanup throws it
     */
    @Override
    public void close() throws IOException {
        if (!Thread.currentThread().isInterrupted()) { // TODO is this condition right?
            cleanup.run();
        }
    }
}
