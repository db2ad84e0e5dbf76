package timeouts;

import cancelsafe.given.Endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Waits until the task has ended, and then asks what it has. */
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
        Thread worker = Thread.startVirtualThread(connecting);
        boolean inTime;
        try {
            inTime = worker.join(limit);
        } catch (InterruptedException e) {
            ends(worker);
            if (connecting.state() == Future.State.SUCCESS) {
                connecting.resultNow().close();
            }
            throw e;
        }
        ends(worker);
        if (!inTime && connecting.state() == Future.State.FAILED) {
            return fallback.connect();
        }
        return connecting.get(); // in time, or late but there
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
