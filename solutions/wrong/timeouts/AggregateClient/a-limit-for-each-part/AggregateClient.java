package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.Page;
import cancelsafe.given.PageService;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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
        List<Future<String>> futures = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                services.forEach(service -> futures.add(executor.submit(() -> ask(service, user))));
                for (Future<String> future : futures) {
                    waitFor(future, limit);
                }
            } finally {
                futures.forEach(future -> future.cancel(true));
            }
        }
        return page(futures);
    }

    private static void waitFor(Future<String> future, Duration limit) throws InterruptedException {
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // the future keeps the failure
        } catch (TimeoutException e) {
            future.cancel(true);
        }
    }

    private Page page(List<Future<String>> futures) {
        Map<String, String> parts = new HashMap<>();
        Map<String, Throwable> missing = new HashMap<>();
        for (int n = 0; n < futures.size(); n++) {
            String name = services.get(n).name();
            Future<String> future = futures.get(n);
            switch (future.state()) {
                case SUCCESS -> parts.put(name, future.resultNow());
                case FAILED -> missing.put(name, future.exceptionNow());
                case CANCELLED, RUNNING -> missing.put(name, new TimeoutException("deadline"));
            }
        }
        return missing.isEmpty() ? new Page.Complete(parts) : new Page.Partial(parts, missing);
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
        permits.acquire();
        try {
            return service.breaker().call(() -> service.fetch(user, service.limit()));
        } finally {
            permits.release();
        }
    }
}
