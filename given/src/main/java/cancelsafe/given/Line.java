package cancelsafe.given;

import cancelsafe.lab.Resource;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open line to a peer; there are few, so each must be closed once.
 *
 * <p>Kata 6.8 AbandonedThread.
 */
public final class Line implements AutoCloseable {
    private final String peer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** An open line to {@code peer}. */
    public Line(String peer) {
        this.peer = peer;
        Resource.opened(this);
    }

    /** The name of the peer. */
    public String peer() {
        return peer;
    }

    /** Whether the line has been closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /**
     * Closes the line; does not wait.
     *
     * @throws IllegalStateException if it is closed already
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            throw new IllegalStateException("the line to " + peer + " is closed already");
        }
        Resource.closed(this);
    }
}
