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
import java.util.concurrent.TimeUnit;
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
        long end = System.nanoTime() + limit.toNanos();
        Map<String, Subtask<String>> subtasks = new HashMap<>();
        try (var scope =
                StructuredTaskScope.open(Joiner.<String>awaitAll(), c -> c.withTimeout(limit))) {
            for (PageService service : services) {
                subtasks.put(service.name(), scope.fork(() -> ask(service, user, end)));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) { // runs after close()
            // the subtasks that have not ended are unavailable
        }
        return page(subtasks);
    }

    private static Page page(Map<String, Subtask<String>> subtasks) {
        Map<String, String> parts = new HashMap<>();
        Map<String, Throwable> missing = new HashMap<>();
        subtasks.forEach(
                (name, subtask) -> {
                    switch (subtask.state()) {
                        case SUCCESS -> parts.put(name, subtask.get());
                        case FAILED -> missing.put(name, subtask.exception());
                        case UNAVAILABLE -> missing.put(name, new TimeoutException("deadline"));
                    }
                });
        return missing.isEmpty() ? new Page.Complete(parts) : new Page.Partial(parts, missing);
    }

    private String ask(PageService service, String user, long end) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return service.breaker().call(() -> send(service, user, end));
            } catch (IOException | TimeoutException e) {
                if (attempt == policy.attempts()) {
                    throw e;
                }
            }
            Thread.sleep(policy.pauseAfter(attempt)); // without a permit
        }
    }

    private String send(PageService service, String user, long end) throws Exception {
        if (!permits.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no permit in time");
        }
        try {
            return service.fetch(user, service.limit());
        } finally {
            permits.release();
        }
    }
}
