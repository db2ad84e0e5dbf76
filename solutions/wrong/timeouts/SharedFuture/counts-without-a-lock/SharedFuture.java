package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts without a lock. */
public class SharedFuture {
    private final PriceService service;
    private @Nullable Shared shared;

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
        Shared joined = join();
        try {
            return joined.load.price().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            leave(joined);
        }
    }

    private Shared join() {
        if (shared == null) {
            shared = new Shared(service.load());
        }
        shared.callers++;
        return shared;
    }

    private void leave(Shared left) {
        if (--left.callers == 0) { // the last one cancels and forgets the load in one atomic step
            left.load.cancel(); // no effect if the price is there
            shared = null;
        }
    }

    private static final class Shared {
        final PriceService.Load load;
        int callers;

        Shared(PriceService.Load load) {
            this.load = load;
        }
    }
}
