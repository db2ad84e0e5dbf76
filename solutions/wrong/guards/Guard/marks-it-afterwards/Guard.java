package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/** A guard that has done its work when it is done. */
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
            armed = false; // not reached when the cleanup fails
        }
    }
}
