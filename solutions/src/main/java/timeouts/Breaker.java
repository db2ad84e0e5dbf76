package timeouts;

import cancelsafe.given.BreakerOpen;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** A circuit breaker that does not count cancellations. */
public class Breaker {
    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private @Nullable Instant openUntil;
    private boolean probing;

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Makes the call, unless the breaker is open.
     *
     * @throws BreakerOpen if the call was refused
     * @throws Exception what the call throws
     */
    public <T> T call(Callable<T> call) throws Exception {
        boolean probe = admit();
        T value;
        try {
            value = call.call(); // no lock is held during the call
        } catch (Throwable t) {
            if (isCancellation(t)) {
                cancelled(probe);
            } else {
                failed(probe);
            }
            throw t;
        }
        succeeded(probe);
        return value;
    }

    /** A timeout says something about the service; a cancellation does not. */
    private static boolean isCancellation(Throwable t) {
        return t instanceof InterruptedException || Thread.currentThread().isInterrupted();
    }

    private synchronized boolean admit() throws BreakerOpen {
        if (openUntil == null) {
            return false;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            throw new BreakerOpen();
        }
        probing = true; // check and claim in one atomic step
        return true;
    }

    private synchronized void succeeded(boolean probe) {
        if (probe) {
            probing = false;
            openUntil = null;
        }
        if (openUntil == null) { // otherwise the call was admitted before
            failures = 0;
        }
    }

    private synchronized void failed(boolean probe) {
        if (probe) {
            probing = false;
            openUntil = clock.instant().plus(pause);
        } else if (openUntil == null && ++failures >= threshold) {
            openUntil = clock.instant().plus(pause);
        }
    }

    private synchronized void cancelled(boolean probe) {
        if (probe) {
            probing = false; // the next caller may probe
        }
    }
}
