package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Decides under the lock, and cancels after it. */
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

    private synchronized Shared join() {
        if (shared == null) {
            shared = new Shared(service.load());
        }
        shared.callers++;
        return shared;
    }

    private void leave(Shared left) {
        boolean last;
        synchronized (this) {
            last = --left.callers == 0;
        }
        if (last) {
            left.load.cancel();
            synchronized (this) {
                if (left.callers == 0) {
                    shared = null;
                }
            }
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
