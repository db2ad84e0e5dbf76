package timeouts;

import cancelsafe.given.Endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A task that closes its link if it was cancelled before the link was set. */
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
        Connecting connecting = new Connecting(primary::connect);
        Thread worker = Thread.startVirtualThread(connecting);
        try {
            return connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!connecting.cancel(true)) {
                return connecting.get(); // the link arrived just in time
            }
        } catch (InterruptedException e) {
            if (!connecting.cancel(true) && connecting.state() == Future.State.SUCCESS) {
                connecting.resultNow().close();
            }
            throw e;
        } finally {
            join(worker);
        }
        return fallback.connect();
    }

    private static final class Connecting extends FutureTask<Endpoint.Link> {
        Connecting(Callable<Endpoint.Link> body) {
            super(body);
        }

        @Override
        protected void set(Endpoint.Link link) {
            super.set(link);
            if (isCancelled()) {
                link.close(); // it has no other owner
            }
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
