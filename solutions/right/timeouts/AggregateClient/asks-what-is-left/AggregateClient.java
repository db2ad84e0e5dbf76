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

    @SuppressWarnings("serial")
    private static final class Late extends InterruptedException {}

    public Page load(String user, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<Callable<String>> tasks = new ArrayList<>();
        services.forEach(service -> tasks.add(() -> ask(service, user, end)));
        List<Future<String>> futures;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            futures = executor.invokeAll(tasks);
        }
        return page(futures);
    }

    private Page page(List<Future<String>> futures) {
        Map<String, String> parts = new HashMap<>();
        Map<String, Throwable> missing = new HashMap<>();
        for (int n = 0; n < futures.size(); n++) {
            String name = services.get(n).name();
            Future<String> future = futures.get(n);
            if (future.state() == Future.State.SUCCESS) {
                parts.put(name, future.resultNow());
            } else {
                missing.put(name, future.exceptionNow());
            }
        }
        return missing.isEmpty() ? new Page.Complete(parts) : new Page.Partial(parts, missing);
    }

    private String ask(PageService service, String user, long end) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return send(service, user, end);
            } catch (Late e) {
                throw new TimeoutException("deadline");
            } catch (IOException | TimeoutException e) {
                long pause = policy.pauseAfter(attempt).toNanos();
                if (attempt == policy.attempts() || pause >= end - System.nanoTime()) {
                    throw e;
                }
            }
            Thread.sleep(policy.pauseAfter(attempt));
        }
    }

    private String send(PageService service, String user, long end) throws Exception {
        long wait = end - System.nanoTime();
        if (wait <= 0 || !permits.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
            throw new Late();
        }
        try {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                throw new Late();
            }
            return service.breaker().call(() -> fetch(service, user, left));
        } finally {
            permits.release();
        }
    }

    /** For the breaker, a request that the deadline ends is cancelled. */
    private static String fetch(PageService service, String user, Duration left) throws Exception {
        if (service.limit().compareTo(left) <= 0) {
            return service.fetch(user, service.limit());
        }
        try {
            return service.fetch(user, left);
        } catch (TimeoutException e) {
            throw new Late();
        }
    }
}
