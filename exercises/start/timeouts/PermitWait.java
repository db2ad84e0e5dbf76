package timeouts;

import cancelsafe.given.Transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * A client that limits its requests: how many run at a time, and how long each call takes.
 *
 * <p>Given: a semaphore, which other clients use, too; a request runs only while its call holds a
 * permit. And a transport, whose {@code send} ends only when its request has ended.
 *
 * <p>Must hold: the limit begins when {@code get} is called, and includes the wait for a permit.
 * However the call ends, it has released the permit that it acquired, and no other; and it releases
 * the permit only after the request has ended. An interrupt ends the call, and the caller sees an
 * {@code InterruptedException}.
 */
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
        permits.acquire(); // TODO how long may this take?
        try {
            return transport.send(url, limit); // TODO how much of the limit is left?
        } finally {
            permits.release();
        }
    }
}
