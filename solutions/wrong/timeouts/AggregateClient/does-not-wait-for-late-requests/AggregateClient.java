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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
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

    @SuppressWarnings("resource")
    public Page load(String user, Duration limit) throws InterruptedException {
        List<Callable<String>> tasks = new ArrayList<>();
        services.forEach(service -> tasks.add(() -> ask(service, user)));
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return page(executor.invokeAll(tasks, limit.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            executor.shutdownNow();
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
