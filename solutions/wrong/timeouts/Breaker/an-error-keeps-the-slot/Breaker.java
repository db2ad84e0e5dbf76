package timeouts;

import cancelsafe.given.BreakerOpen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Handles exceptions and forgets errors. */
public class Breaker {
    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Instant openSince;
    private boolean probing;

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    public <T> T call(Callable<T> call) throws Exception {
        boolean probe = enter();
        try {
            T value = call.call();
            succeeded(probe);
            return value;
        } catch (Exception t) {
            if (t instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
                cancelled(probe);
            } else {
                failed(probe);
            }
            throw t;
        }
    }

    private synchronized boolean enter() throws BreakerOpen {
        if (openSince == null) {
            return false;
        }
        if (probing || clock.instant().isBefore(openSince.plus(pause))) {
            throw new BreakerOpen();
        }
        probing = true;
        return true;
    }

    private synchronized void cancelled(boolean probe) {
        if (probe) {
            probing = false;
        }
    }

    private synchronized void succeeded(boolean probe) {
        if (probe) {
            probing = false;
            openSince = null;
        }
        if (openSince == null) {
            failures = 0;
        }
    }

    private synchronized void failed(boolean probe) {
        if (probe) {
            probing = false;
            openSince = clock.instant();
        } else if (openSince == null && ++failures >= threshold) {
            openSince = clock.instant();
        }
    }
}
