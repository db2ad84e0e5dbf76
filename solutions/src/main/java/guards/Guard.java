package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Undoes work that was begun, unless it was completed. */
public class Guard implements AutoCloseable {
    private final AtomicReference<Optional<Cleanup>> left;

    public Guard(Cleanup cleanup) {
        this.left = new AtomicReference<>(Optional.of(cleanup));
    }

    /** Nothing needs to be cleaned up any more. */
    public void disarm() {
        left.set(Optional.empty());
    }

    /**
     * Runs the cleanup, unless the guard was disarmed or closed before.
     *
     * @throws IOException if the cleanup throws it
     */
    @Override
    public void close() throws IOException {
        Optional<Cleanup> mine = left.getAndSet(Optional.empty()); // claimed before it runs
        if (mine.isPresent()) {
            mine.get().run(); // if it throws, the try statement decides
        }
    }
}
