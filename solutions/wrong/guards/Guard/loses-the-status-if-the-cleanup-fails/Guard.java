package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clears the status for the cleanup, and restores it only if the cleanup succeeds. */
public class Guard implements AutoCloseable {
    private final Cleanup cleanup;
    private final AtomicBoolean armed = new AtomicBoolean(true);

    public Guard(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    public void disarm() {
        armed.set(false);
    }

    @Override
    public void close() throws IOException {
        if (armed.compareAndSet(true, false)) {
            boolean interrupted = Thread.interrupted();
            cleanup.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
