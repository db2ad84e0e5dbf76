package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Undoes what has been begun, unless it has been finished. */
public class Guard implements AutoCloseable {
    private final AtomicReference<Optional<Cleanup>> left;

    public Guard(Cleanup cleanup) {
        this.left = new AtomicReference<>(Optional.of(cleanup));
    }

    /** There is nothing to clean up any more. */
    public void disarm() {
        left.set(Optional.empty());
    }

    /**
     * Cleans up, unless disarmed or closed before.
     *
     * @throws IOException what the cleanup throws
     */
    @Override
    public void close() throws IOException {
        Optional<Cleanup> mine = left.getAndSet(Optional.empty()); // taken before it is run
        if (mine.isPresent()) {
            mine.get().run(); // thrown on: the try makes it primary or suppressed
        }
    }
}
