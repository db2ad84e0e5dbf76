package cancelsafe.given;

import java.time.Duration;

/**
 * A session that should say goodbye to its server before it closes.
 *
 * <p>Kata 5.7 ShieldedCleanup.
 */
public final class Session implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(5);

    private final Duration goodbyeTakes;
    private int worked;
    private int goodbyes;
    private boolean saying;
    private boolean said;
    private boolean closed;
    private boolean closedTooEarly;

    /** A session whose goodbye takes so long. */
    public Session(Duration goodbyeTakes) {
        this.goodbyeTakes = goodbyeTakes;
    }

    /**
     * Works for a while.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void work() throws InterruptedException {
        Thread.sleep(STEP);
        Thread.sleep(STEP);
        hasWorked();
    }

    private synchronized void hasWorked() {
        worked++;
    }

    /**
     * Says goodbye and waits until the server has received it. After an interrupt it may be
     * repeated.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void goodbye() throws InterruptedException {
        if (isClosed()) {
            throw new IllegalStateException("the session is closed");
        }
        beginSaying();
        try {
            Thread.sleep(goodbyeTakes);
            hasBeenSaid();
        } finally {
            endSaying();
        }
    }

    private synchronized void beginSaying() {
        saying = true;
        goodbyes++;
    }

    private synchronized void endSaying() {
        saying = false;
    }

    private synchronized void hasBeenSaid() {
        said = true;
    }

    /** Closes the session; does not wait. */
    @Override
    public synchronized void close() {
        closedTooEarly = closedTooEarly || saying;
        closed = true;
    }

    /** How often the work has been completed. */
    public synchronized int worked() {
        return worked;
    }

    /** How often a goodbye has been begun. */
    public synchronized int goodbyes() {
        return goodbyes;
    }

    /** Whether a goodbye has been received. */
    public synchronized boolean isSaid() {
        return said;
    }

    /** Whether the session is closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Whether it was closed while a goodbye was under way. */
    public synchronized boolean isClosedTooEarly() {
        return closedTooEarly;
    }
}
