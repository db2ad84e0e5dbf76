package cancelsafe.given;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to a service that takes its time. It does not limit how many requests run at a
 * time. For several threads.
 *
 * <p>Kata 3.6 PermitWait.
 */
public final class Transport {
    private static final Duration CLOSING = Duration.ofMillis(2);

    private final Duration answering;
    private final List<String> sent = new ArrayList<>();
    private int running;
    private int mostRunning;

    /** A transport to a service that answers each request after {@code answering}. */
    public Transport(Duration answering) {
        this.answering = answering;
    }

    /**
     * Sends a request and waits for its answer. When this method ends in any way, the request has
     * ended, too.
     *
     * @param limit of this call, from now on
     * @throws IOException if the connection fails
     * @throws TimeoutException if there is no answer at the limit
     * @throws InterruptedException if the calling thread is interrupted; closing the connection
     *     then takes 2 milliseconds
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public String send(String url, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit is not positive: " + limit);
        }
        begins(url);
        try {
            return answers(url, limit);
        } catch (InterruptedException e) {
            close();
            throw e;
        } finally {
            ends();
        }
    }

    private String answers(String url, Duration limit)
            throws TimeoutException, InterruptedException {
        if (answering.compareTo(limit) > 0) {
            Thread.sleep(limit);
            throw new TimeoutException("no answer after " + limit);
        }
        Thread.sleep(answering);
        return "answer to " + url;
    }

    private static void close() {
        try {
            Thread.sleep(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begins(String url) {
        sent.add(url);
        running++;
        mostRunning = Math.max(mostRunning, running);
    }

    private synchronized void ends() {
        running--;
    }

    /** The requests that were sent, in sequence. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** How many requests run now. */
    public synchronized int running() {
        return running;
    }

    /** How many requests ran at the same time, at most. */
    public synchronized int mostRunning() {
        return mostRunning;
    }
}
