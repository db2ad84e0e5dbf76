package cancelsafe.given;

import java.util.concurrent.Callable;

/**
 * A circuit breaker that does not count cancelled calls. It never closes again; the one of kata 3.7
 * does. For several threads.
 *
 * <p>Kata 3.9 AggregateClient.
 */
public final class CircuitBreaker {
    private final int threshold;
    private int failures;

    /** A breaker that refuses all calls after {@code threshold} consecutive failures. */
    public CircuitBreaker(int threshold) {
        this.threshold = threshold;
    }

    /**
     * Makes the call, unless the breaker is open. No other call waits for it.
     *
     * <p>A call that returns sets the count of failures to zero. A call that throws is a failure,
     * unless it is cancelled: it throws an {@code InterruptedException}, or throws anything while
     * the interrupt status is set. A cancelled call does not change the count.
     *
     * @throws BreakerOpen if the call was refused
     * @throws Exception what the call throws
     */
    public <T> T call(Callable<T> call) throws Exception {
        admit();
        T value;
        try {
            value = call.call();
        } catch (Throwable t) {
            if (!(t instanceof InterruptedException) && !Thread.currentThread().isInterrupted()) {
                failed();
            }
            throw t;
        }
        succeeded();
        return value;
    }

    private synchronized void admit() throws BreakerOpen {
        if (failures >= threshold) {
            throw new BreakerOpen();
        }
    }

    private synchronized void failed() {
        failures++;
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    /** How many calls in a row have failed. */
    public synchronized int failures() {
        return failures;
    }
}
