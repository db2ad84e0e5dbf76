package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/** A guard whose bit is taken under its monitor; the cleanup runs outside of it. */
public class Guard implements AutoCloseable {
    private final Cleanup cleanup;
    private boolean armed = true;

    public Guard(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    public void disarm() {
        take();
    }

    private synchronized boolean take() {
        boolean was = armed;
        armed = false;
        return was;
    }

    @Override
    public void close() throws IOException {
        if (take()) {
            cleanup.run();
        }
    }
}
