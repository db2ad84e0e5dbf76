package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A price for which several callers wait at the same time, and which is loaded once for all of
 * them.
 *
 * <p>Given: a service that begins to load the price. Only {@code Load.cancel()} ends a load early.
 *
 * <p>Must hold: each caller has its own limit, and a caller that stops waiting does not affect the
 * others. The load is cancelled when the last of its callers has stopped waiting, and not before. A
 * caller that comes later starts a new load. A price is not kept: a caller shares a load only with
 * callers that wait at the same time.
 */
public class SharedFuture {
    private final PriceService service;
    private @Nullable CompletableFuture<Integer> shared;

    public SharedFuture(PriceService service) {
        this.service = service;
    }

    /**
     * Waits for the price, with at most {@code limit} of time.
     *
     * @throws ExecutionException if the load failed; the cause is its failure
     * @throws TimeoutException if the limit was reached first
     */
    public int get(Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return join().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw timeout; // TODO whose limit was it? And who still needs the load?
            }
            throw e;
        }
    }

    private synchronized CompletableFuture<Integer> join() {
        if (shared == null || shared.isDone()) {
            shared = service.load().price();
        }
        return shared;
    }
}
