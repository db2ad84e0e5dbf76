package timeouts;

import cancelsafe.given.Endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens a link to the primary server within a limit, or else to the fallback server.
 *
 * <p>Given: two servers. {@code Endpoint.connect()} responds to an interrupt, but not at once, and
 * may return a link although it was interrupted.
 *
 * <p>Must hold: each link that was opened is returned to the caller or closed. The fallback begins
 * only after {@code primary.connect()} has ended, and {@code primary.connect()} has ended when
 * {@code connect} ends in any way. The caller's interrupt is not lost: thrown, or in the status.
 */
public class LateResult {
    private final Endpoint primary;
    private final Endpoint fallback;

    public LateResult(Endpoint primary, Endpoint fallback) {
        this.primary = primary;
        this.fallback = fallback;
    }

    /**
     * Opens a link; the caller closes it.
     *
     * @param limit for the primary server
     * @throws ExecutionException if the primary server failed; the cause is its failure
     * @throws IOException if the fallback server failed
     */
    public Endpoint.Link connect(Duration limit)
            throws ExecutionException, IOException, InterruptedException {
        FutureTask<Endpoint.Link> connecting = new FutureTask<>(primary::connect);
        Thread.startVirtualThread(connecting);
        try {
            return connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            connecting.cancel(true); // TODO and a link that arrives now?
            return fallback.connect();
        }
    }
}
