package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.Page;
import cancelsafe.given.PageService;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeoutException;

public class AggregateClient {
    private final List<PageService> services;
    private final Semaphore permits;
    private final Backoff policy;

    public AggregateClient(List<PageService> services, Semaphore permits, Backoff policy) {
        this.services = services;
        this.permits = permits;
        this.policy = policy;
    }

    public Page load(String user, Duration limit) throws InterruptedException {
        Map<String, Subtask<String>> subtasks = new HashMap<>();
        try (var scope =
                StructuredTaskScope.open(Joiner.<String>awaitAll(), c -> c.withTimeout(limit))) {
            for (PageService service : services) {
                subtasks.put(service.name(), scope.fork(() -> ask(service, user)));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) { // runs after close()
            // the subtasks that have not ended are unavailable
        }
        return page(subtasks);
    }

    private static Page page(Map<String, Subtask<String>> subtasks) {
        Map<String, String> parts = new HashMap<>();
        subtasks.forEach(
                (name, subtask) -> {
                    switch (subtask.state()) {
                        case SUCCESS -> parts.put(name, subtask.get());
                        case FAILED -> parts.put(name, "");
                        case UNAVAILABLE -> parts.put(name, "");
                    }
                });
        return new Page.Complete(parts);
    }

    private String ask(PageService service, String user) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return send(service, user);
            } catch (IOException | TimeoutException e) {
                if (attempt == policy.attempts()) {
                    throw e;
                }
            }
            Thread.sleep(policy.pauseAfter(attempt)); // without a permit
        }
    }

    private String send(PageService service, String user) throws Exception {
        permits.acquire(); // the deadline ends this wait, too
        try {
            return service.breaker().call(() -> service.fetch(user, service.limit()));
        } finally {
            permits.release();
        }
    }
}
