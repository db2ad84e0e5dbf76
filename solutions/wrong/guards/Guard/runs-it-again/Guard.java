package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/** A guard that is asked twice. */
public class Guard implements AutoCloseable {
    private final Cleanup cleanup;
    private volatile boolean armed = true;

    public Guard(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    public void disarm() {
        armed = false;
    }

    @Override
    public void close() throws IOException {
        if (armed) {
            cleanup.run();
        }
    }
}
