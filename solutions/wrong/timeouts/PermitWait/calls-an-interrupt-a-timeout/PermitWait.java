package timeouts;

import cancelsafe.given.Transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reports an interrupt as a timeout. */
public class PermitWait {
    private final Semaphore permits;
    private final Transport transport;

    public PermitWait(Semaphore permits, Transport transport) {
        this.permits = permits;
        this.transport = transport;
    }

    /**
     * Sends a request while it holds a permit, and returns the answer.
     *
     * @throws TimeoutException if there is no answer within {@code limit}
     * @throws IOException if the transport fails
     */
    public String get(String url, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("no permit in time");
            }
        } catch (InterruptedException e) {
            throw new TimeoutException("interrupted");
        }
        try {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("no time for the request");
            }
            return transport.send(url, Duration.ofNanos(left));
        } finally {
            permits.release();
        }
    }
}
