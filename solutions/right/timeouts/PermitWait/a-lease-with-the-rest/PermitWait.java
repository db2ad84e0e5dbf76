package timeouts;

import cancelsafe.given.Transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A lease is a permit together with the end of the time for which it was acquired. */
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
        try (Lease lease = lease(System.nanoTime() + limit.toNanos())) {
            return transport.send(url, lease.left());
        }
    }

    private Lease lease(long end) throws TimeoutException, InterruptedException {
        if (!permits.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no permit in time");
        }
        return new Lease(permits, end);
    }

    private record Lease(Semaphore permits, long end) implements AutoCloseable {
        Duration left() throws TimeoutException {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("no time for the request");
            }
            return Duration.ofNanos(left);
        }

        @Override
        public void close() {
            permits.release();
        }
    }
}
