import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A bulkhead for one call, which another thread makes until it is waited for. */
public final class BulkheadFull implements LibraryDriver {
    private Bulkhead bulkhead;
    private Thread holder;

    @Override
    public void before() throws Exception {
        bulkhead = Bulkhead.of("driver", config());
        CountDownLatch inside = new CountDownLatch(1);
        holder = new Thread(() -> bulkhead.executeRunnable(() -> hold(inside)));
        holder.start();
        inside.await();
    }

    private static void hold(CountDownLatch inside) {
        inside.countDown();
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The setting has had two names. */
    private static BulkheadConfig config() throws ReflectiveOperationException {
        BulkheadConfig.Builder config = BulkheadConfig.custom().maxConcurrentCalls(1);
        try {
            config.getClass().getMethod("maxWaitTime", long.class).invoke(config, 10_000L);
        } catch (NoSuchMethodException e) {
            config.getClass()
                    .getMethod("maxWaitDuration", Duration.class)
                    .invoke(config, Duration.ofSeconds(10));
        }
        return config.build();
    }

    @Override
    public void body() {
        bulkhead.executeRunnable(() -> {});
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        holder.join();
        int free = bulkhead.getMetrics().getAvailableConcurrentCalls();
        if (free != 1) {
            throw new AssertionError(free + " of 1 permits are free");
        }
    }
}
