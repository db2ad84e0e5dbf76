package timeouts;

import cancelsafe.given.PriceService;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The atomic step is the compute of a map. */
public class SharedFuture {
    private final PriceService service;
    private final Map<String, Shared> loads = new ConcurrentHashMap<>();

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
        Shared joined =
                loads.compute(
                        "price", (_, s) -> s == null ? new Shared(service.load(), 1) : s.plus(1));
        try {
            return joined.load.price().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            loads.computeIfPresent("price", (_, s) -> s.callers == 1 ? cancelled(s) : s.plus(-1));
        }
    }

    private static @Nullable Shared cancelled(Shared shared) {
        shared.load.cancel();
        return null; // removes the entry
    }

    private record Shared(PriceService.Load load, int callers) {
        Shared plus(int more) {
            return new Shared(load, callers + more);
        }
    }
}
