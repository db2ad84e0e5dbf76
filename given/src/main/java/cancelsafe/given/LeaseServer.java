package cancelsafe.given;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Opens leases, and notes what happens to them. For several threads.
 *
 * <p>Kata 5.9 LeaseInTransit.
 */
public final class LeaseServer {
    private static final Duration STEP = Duration.ofMillis(5);

    private final LeaseLog log = new LeaseLog();

    /** A server that has opened no lease yet. */
    public LeaseServer() {}

    /**
     * Opens the next lease; takes a while.
     *
     * @throws IOException if the server cannot be reached; no lease is open
     * @throws InterruptedException if the calling thread is interrupted; no lease is open
     */
    public Lease open() throws IOException, InterruptedException {
        Thread.sleep(STEP);
        return new Lease(log, log.open());
    }

    /** From now on, the step of a lease that adds this entry to the history throws after that. */
    public void failsAt(String entry) {
        log.failsAt(entry);
    }

    /** How many leases were opened; their numbers begin with 1. */
    public int opened() {
        return log.opened();
    }

    /** The numbers of the leases that were used, in sequence. */
    public List<Integer> used() {
        return log.used();
    }

    /** The numbers of the leases that were closed, in sequence; twice if closed twice. */
    public List<Integer> closed() {
        return log.closed();
    }

    /** What has happened to the leases, in sequence: "prepared 1", "used 1", "closed 1". */
    public List<String> history() {
        return log.history();
    }

    /** Whether a lease was used after it was closed. */
    public boolean isUsedAfterClose() {
        return log.isUsedAfterClose();
    }
}
