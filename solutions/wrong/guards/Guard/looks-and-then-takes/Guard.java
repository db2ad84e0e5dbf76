package guards;

import cancelsafe.given.Cleanup;

import java.io.IOException;

/** A guard that looks, and then lets go. */
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
        if (armed) { // two threads can both come here
            armed = false;
            cleanup.run();
        }
    }
}
