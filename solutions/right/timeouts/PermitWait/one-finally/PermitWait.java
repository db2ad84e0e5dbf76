package timeouts;

import cancelsafe.given.Transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One condition and one finally serve both ways to be too late. */
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
        long begin = System.nanoTime();
        boolean permit = permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            Duration left = limit.minusNanos(System.nanoTime() - begin);
            if (!permit || !left.isPositive()) {
                throw new TimeoutException("no time for the request");
            }
            return transport.send(url, left);
        } finally {
            if (permit) {
                permits.release();
            }
        }
    }
}
