package timeouts;

import cancelsafe.given.BreakerOpen;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Knows a cancellation by its type. */
public class Breaker {
    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Instant openUntil;
    private boolean probing;

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    public <T> T call(Callable<T> call) throws Exception {
        boolean probe = admit();
        T value;
        try {
            value = call.call();
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

    private static boolean isCancellation(Throwable t) {
        return t instanceof InterruptedException
                || t instanceof InterruptedIOException; // and so is a SocketTimeoutException
    }

    private synchronized boolean admit() throws BreakerOpen {
        if (openUntil == null) {
            return false;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            throw new BreakerOpen();
        }
        probing = true;
        return true;
    }

    private synchronized void succeeded(boolean probe) {
        if (probe) {
            probing = false;
            openUntil = null;
        }
        if (openUntil == null) {
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
            probing = false;
        }
    }
}
