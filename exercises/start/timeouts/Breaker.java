package timeouts;

import cancelsafe.given.BreakerOpen;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A circuit breaker: refuses calls to a service that is down.
 *
 * <p>Must hold: after {@code threshold} consecutive failures, including timeouts, calls are refused
 * for {@code pause}. Then one call at a time may probe: a success closes the breaker, a failure
 * opens it for another pause. A success does not close it if the call was admitted before the
 * breaker opened. Calls do not wait for each other. A cancelled call changes nothing: neither the
 * count, nor whether another call may probe. A call is cancelled if it throws an {@code
 * InterruptedException}, or throws anything while the interrupt status is set.
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
     * @throws BreakerOpen if the call was refused
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
            failures.incrementAndGet(); // TODO is every exception a failure?
            throw e;
        }
    }
}
