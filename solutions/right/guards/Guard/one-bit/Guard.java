package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guard with one bit, taken before the cleanup is run. */
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
        if (armed.getAndSet(false)) {
            cleanup.run();
        }
    }
}
