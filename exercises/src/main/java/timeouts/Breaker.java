package timeouts;

import cancelsafe.given.BreakerOpen;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps calls away from a service that is down.
 *
 * <p>Must hold: after {@code threshold} failures in a row, timeouts among them, calls are refused
 * for {@code pause}. Then one call at a time may probe: if it succeeds the breaker is closed, if it
 * fails it is open for another pause. A success closes nothing if the call was let in before the
 * breaker opened. Calls do not wait for each other. A cancelled call changes nothing: neither the
 * count, nor whether somebody may probe. A call is cancelled if it throws an {@code
 * InterruptedException}, or anything with the interrupt status set.
 */
public class Breaker {
    private final int threshold;
    private final AtomicInteger failures = new AtomicInteger();

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold; // TODO and the pause?
    }

    /**
     * Makes the call, unless the breaker is open.
     *
     * @throws BreakerOpen if the call was not made
     * @throws Exception what the call throws
     */
    public <T> T call(Callable<T> call) throws Exception {
        if (failures.get() >= threshold) { // TODO for ever?
            throw new BreakerOpen();
        }
        try {
            T value = call.call();
            failures.set(0);
            return value;
        } catch (Exception e) {
            failures.incrementAndGet(); // TODO whatever it was?
            throw e;
        }
    }
}
