package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Cancels the load when one caller stops waiting. */
public class SharedFuture {
    private final PriceService service;
    private PriceService.@Nullable Load shared;

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
        PriceService.Load load = join();
        try {
            return load.price().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            load.cancel();
            throw e;
        }
    }

    private synchronized PriceService.Load join() {
        if (shared == null || shared.price().isDone()) {
            shared = service.load();
        }
        return shared;
    }
}
