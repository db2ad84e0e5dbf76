package timeouts;

import cancelsafe.given.Endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The task closes a late link, and the caller may return the same link. */
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
        AtomicBoolean late = new AtomicBoolean();
        FutureTask<Endpoint.Link> connecting =
                new FutureTask<>(
                        () -> {
                            Endpoint.Link link = primary.connect();
                            if (late.get()) {
                                link.close();
                            }
                            return link;
                        });
        Thread worker = Thread.startVirtualThread(connecting);
        try {
            return connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            late.set(true);
        } catch (InterruptedException e) {
            late.set(true);
            ends(worker);
            if (connecting.state() == Future.State.SUCCESS) {
                connecting.resultNow().close();
            }
            throw e;
        }
        ends(worker);
        return connecting.state() == Future.State.SUCCESS
                ? connecting.resultNow()
                : fallback.connect();
    }

    private static void ends(Thread worker) {
        worker.interrupt();
        join(worker);
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
