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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
        CountDownLatch missing = new CountDownLatch(services.size());
        List<Future<String>> slots = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (PageService service : services) {
                CompletableFuture<String> slot = new CompletableFuture<>();
                slots.add(slot);
                threads.add(Thread.startVirtualThread(() -> fill(slot, service, user, missing)));
            }
            missing.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            slots.forEach(slot -> slot.cancel(false)); // only if it is empty
        } finally {
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        return page(slots);
    }

    private void fill(
            CompletableFuture<String> slot,
            PageService service,
            String user,
            CountDownLatch missing) {
        try {
            slot.complete(ask(service, user));
        } catch (Throwable t) {
            slot.completeExceptionally(t);
        }
        missing.countDown();
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
