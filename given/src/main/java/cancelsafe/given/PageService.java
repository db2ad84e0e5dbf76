package cancelsafe.given;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A service that supplies one part of a user's page. It responds to interrupts. For several
 * threads.
 *
 * <p>Kata 3.9 AggregateClient.
 */
public final class PageService {
    private final String name;
    private final Duration limit;
    private final CircuitBreaker breaker;
    private final Duration closing;
    private final List<Reply> replies;
    private int sent;
    private int running;

    /**
     * How the service replies to a request.
     *
     * @param time how long it takes
     * @param failure what it throws then, unless it answers
     */
    public record Reply(Duration time, @Nullable Throwable failure) {
        /** An answer after {@code time}. */
        public static Reply answer(Duration time) {
            return new Reply(time, null);
        }
    }

    /**
     * A service.
     *
     * @param name of its part of the page
     * @param limit the time limit for each request to it
     * @param breaker the breaker for the requests to it
     * @param closing how long it takes to close a connection after an interrupt
     * @param replies to the first request, the second and so on; the last reply is repeated
     */
    public PageService(
            String name,
            Duration limit,
            CircuitBreaker breaker,
            Duration closing,
            List<Reply> replies) {
        this.name = name;
        this.limit = limit;
        this.breaker = breaker;
        this.closing = closing;
        this.replies = List.copyOf(replies);
    }

    /** The name of its part of the page. */
    public String name() {
        return name;
    }

    /** The time limit for each request to this service. */
    public Duration limit() {
        return limit;
    }

    /** The breaker for the requests to this service. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * Sends a request and waits for the answer. When this method ends in any way, the request has
     * ended, too.
     *
     * @param limit of this request, from now on
     * @throws TimeoutException if there is no answer at the limit
     * @throws IOException if the request fails
     * @throws InterruptedException if the calling thread is interrupted; the connection is closed
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public String fetch(String user, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit is not positive: " + limit);
        }
        Reply reply = begins();
        try {
            return replies(reply, user, limit);
        } catch (InterruptedException e) {
            close();
            throw e;
        } finally {
            ends();
        }
    }

    private String replies(Reply reply, String user, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        if (reply.time().compareTo(limit) > 0) {
            Thread.sleep(limit);
            throw new TimeoutException(name + ": no answer after " + limit);
        }
        Thread.sleep(reply.time());
        return switch (reply.failure()) {
            case null -> name + " of " + user;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalArgumentException(e);
        };
    }

    private void close() {
        boolean interrupted = false;
        // an interrupt begins the closing anew
        while (true) {
            try {
                Thread.sleep(closing);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Reply begins() {
        Reply reply = replies.get(Math.min(sent, replies.size() - 1));
        sent++;
        running++;
        return reply;
    }

    private synchronized void ends() {
        running--;
    }

    /** How many requests run now. */
    public synchronized int running() {
        return running;
    }
}
