package timeouts;

import cancelsafe.given.BreakerOpen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** A breaker with one permit for whoever probes, given back on every way out. */
public class Breaker {
    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore probe = new Semaphore(1);
    private int failures;
    private Instant openUntil = Instant.MIN;

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    public <T> T call(Callable<T> call) throws Exception {
        if (isClosed()) {
            return make(call, false);
        }
        if (!probe.tryAcquire()) {
            throw new BreakerOpen();
        }
        try {
            if (!pauseIsOver()) { // asked with the permit in hand
                throw new BreakerOpen();
            }
            return make(call, true);
        } finally {
            probe.release();
        }
    }

    private <T> T make(Callable<T> call, boolean probes) throws Exception {
        try {
            T value = call.call();
            news(probes, true);
            return value;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            if (!Thread.currentThread().isInterrupted()) {
                news(probes, false);
            }
            throw t;
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return failures < threshold;
        } finally {
            lock.unlock();
        }
    }

    private boolean pauseIsOver() {
        lock.lock();
        try {
            return !clock.instant().isBefore(openUntil);
        } finally {
            lock.unlock();
        }
    }

    private void news(boolean probes, boolean good) {
        lock.lock();
        try {
            if (!probes && failures >= threshold) {
                return; // of a call from before
            }
            failures = good ? 0 : Math.min(threshold, failures + 1);
            if (failures == threshold) {
                openUntil = clock.instant().plus(pause);
            }
        } finally {
            lock.unlock();
        }
    }
}
