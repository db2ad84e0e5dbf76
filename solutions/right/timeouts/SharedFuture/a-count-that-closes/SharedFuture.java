package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A count that has fallen to zero never rises again, so no caller can join a cancelled load. */
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
            joined.leave();
        }
    }

    private synchronized Shared join() {
        if (shared == null || !shared.join()) {
            shared = new Shared(service.load());
        }
        return shared;
    }

    private static final class Shared {
        final PriceService.Load load;
        private final AtomicInteger callers = new AtomicInteger(1);

        Shared(PriceService.Load load) {
            this.load = load;
        }

        /** Whether the caller has joined: before the last one has left. */
        boolean join() {
            return callers.updateAndGet(n -> n == 0 ? 0 : n + 1) > 0;
        }

        void leave() {
            if (callers.decrementAndGet() == 0) {
                load.cancel();
            }
        }
    }
}
