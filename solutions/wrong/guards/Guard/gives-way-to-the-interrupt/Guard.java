package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guard that does not work for a thread that is to end. */
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
        if (Thread.currentThread().isInterrupted()) {
            return; // the thread is to end
        }
        if (armed.getAndSet(false)) {
            cleanup.run();
        }
    }
}
