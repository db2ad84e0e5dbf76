package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/**
 * Undoes what has been begun, unless it has been finished.
 *
 * <pre>{@code
 * try (Guard guard = new Guard(this::undo)) {
 *     ...                // may be cancelled, may fail
 *     guard.disarm();    // from here on there is nothing to undo
 * }
 * }</pre>
 *
 * <p>Must hold: {@code close} runs the cleanup if {@code disarm} has not been reached, on every way
 * out, also with the interrupt status set. The cleanup is run once, however often and by however
 * many threads the guard is closed, also if it fails. A cleanup that fails does not hide what has
 * ended the block, and is not hidden itself.
 */
public class Guard implements AutoCloseable {
    private final Cleanup cleanup;

    public Guard(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** There is nothing to clean up any more. */
    public void disarm() {
        // TODO
    }

    /**
     * Cleans up, unless disarmed or closed before.
     *
     * @throws IOException what the cleanup throws
     */
    @Override
    public void close() throws IOException {
        if (!Thread.currentThread().isInterrupted()) { // TODO why not?
            cleanup.run();
        }
    }
}
