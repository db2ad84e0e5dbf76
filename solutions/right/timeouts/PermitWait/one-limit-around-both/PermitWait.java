package timeouts;

import cancelsafe.given.Transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeoutException;

/** One scope limits the wait and the request; its close waits for both. */
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
        if (!limit.isPositive()) {
            throw new TimeoutException("no time for the request");
        }
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>allSuccessfulOrThrow(), c -> c.withTimeout(limit))) {
            Subtask<String> answer = scope.fork(() -> sends(url, limit));
            scope.join();
            return answer.get();
        } catch (StructuredTaskScope.TimeoutException e) {
            throw new TimeoutException("no answer in time");
        } catch (StructuredTaskScope.FailedException e) {
            throw PermitWait.<IOException>rethrown(e.getCause());
        }
    }

    private String sends(String url, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        permits.acquire();
        try {
            return transport.send(url, limit); // the scope's limit comes first
        } finally {
            permits.release();
        }
    }

    /** Throws what the subtask threw, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrown(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
