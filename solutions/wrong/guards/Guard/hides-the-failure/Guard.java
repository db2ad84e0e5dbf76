package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guard that makes no trouble. */
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
            try {
                cleanup.run();
            } catch (IOException e) {
                // what should one do?
            }
        }
    }
}
