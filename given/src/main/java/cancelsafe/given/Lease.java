package cancelsafe.given;

import java.time.Duration;

/**
 * A lease of a server; must be closed once, by the thread that holds it last. For several threads,
 * one at a time.
 *
 * <p>Kata 5.9 LeaseInTransit.
 */
public final class Lease implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(5);

    private final LeaseLog log;
    private final int number;

    Lease(LeaseLog log, int number) {
        this.log = log;
        this.number = number;
    }

    /**
     * Prepares the lease for its use; takes a while.
     *
     * @throws InterruptedException if the calling thread is interrupted; the lease is still open
     */
    public void prepare() throws InterruptedException {
        log.needsOpen(number);
        Thread.sleep(STEP);
        log.prepared(number);
    }

    /**
     * Uses the lease; takes a while.
     *
     * @throws InterruptedException if the calling thread is interrupted; the lease is still open
     */
    public void use() throws InterruptedException {
        log.needsOpen(number);
        Thread.sleep(STEP);
        log.used(number);
    }

    /** Gives the lease back to the server; does not wait. A second call is a mistake. */
    @Override
    public void close() {
        log.close(number);
    }
}
