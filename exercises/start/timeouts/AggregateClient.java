package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.Page;
import cancelsafe.given.PageService;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Asks several services at the same time, and makes a page of their answers.
 *
 * <p>Must hold: the page is there at the deadline. It is complete, or it says which parts are
 * missing, and why. When {@code load} has ended, no request runs, and the semaphore has as many
 * permits as before. Each breaker counts the failures of its service, and nothing else.
 */
public class AggregateClient {
    private final List<PageService> services;
    private final Semaphore permits;
    private final Backoff policy;

    /** A request runs only while it holds one of {@code permits}. */
    public AggregateClient(List<PageService> services, Semaphore permits, Backoff policy) {
        this.services = services;
        this.permits = permits;
        this.policy = policy;
    }

    /** Loads all parts of the page within {@code limit}. */
    public Page load(String user, Duration limit) throws InterruptedException {
        Map<String, String> parts = new HashMap<>();
        services.forEach(service -> parts.put(service.name(), "")); // TODO the default data
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>allSuccessfulOrThrow(), c -> c.withTimeout(limit))) {
            services.forEach(service -> scope.fork(() -> ask(service, user)));
            scope.join(); // TODO where are the answers?
        } catch (StructuredTaskScope.TimeoutException | FailedException e) {
            // TODO what is there, and what is missing?
        }
        return new Page.Complete(parts);
    }

    /** TODO when does it need a permit, which calls does the breaker see, and what is retried? */
    private String ask(PageService service, String user) throws Exception {
        permits.acquire();
        try {
            return service.fetch(user, service.limit());
        } finally {
            permits.release();
        }
    }
}
