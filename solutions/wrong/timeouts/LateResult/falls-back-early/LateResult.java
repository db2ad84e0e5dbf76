package timeouts;

import cancelsafe.given.Endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Begins the fallback while the primary is still connecting. */
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
        CompletableFuture<Endpoint.Link> handover = new CompletableFuture<>();
        Thread worker = Thread.startVirtualThread(() -> connects(handover));
        try {
            return handover.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!handover.cancel(false)) {
                return handover.get(); // the link arrived just in time
            }
            worker.interrupt();
            return fallback.connect();
        } catch (InterruptedException e) {
            if (!handover.cancel(false)) {
                closes(handover);
            }
            throw e;
        } finally {
            worker.interrupt();
            join(worker);
        }
    }

    /** The link belongs to the caller if this completes the handover, and is closed otherwise. */
    private void connects(CompletableFuture<Endpoint.Link> handover) {
        try {
            Endpoint.Link link = primary.connect();
            if (!handover.complete(link)) {
                link.close();
            }
        } catch (Throwable t) {
            handover.completeExceptionally(t);
        }
    }

    private static void closes(CompletableFuture<Endpoint.Link> handover) {
        if (!handover.isCompletedExceptionally()) {
            handover.join().close();
        }
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
