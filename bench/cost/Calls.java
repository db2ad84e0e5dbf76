package cost;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeUnit;

/** What registrations, time limits and scopes cost if nothing is cancelled and no limit expires. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("preview")
public class Calls {
    private static final Runnable CALLBACK = () -> {};

    private final Token token = Token.below(0);
    private final Semaphore permits = new Semaphore(1);
    private final Future<Integer> done = CompletableFuture.completedFuture(1);
    private ScheduledThreadPoolExecutor timer;

    @Setup
    public void startTimer() {
        timer = new ScheduledThreadPoolExecutor(1);
        timer.setRemoveOnCancelPolicy(true);
    }

    @TearDown
    public void stopTimer() {
        timer.shutdownNow();
    }

    @Benchmark
    public void registerAndDeregister() {
        token.register(CALLBACK);
        token.deregister(CALLBACK);
    }

    @Benchmark
    public int getOfADoneFuture() throws Exception {
        return done.get();
    }

    @Benchmark
    public int getWithTimeoutOfADoneFuture() throws Exception {
        return done.get(1, TimeUnit.SECONDS);
    }

    @Benchmark
    public void acquireAndRelease() throws InterruptedException {
        permits.acquire();
        permits.release();
    }

    @Benchmark
    public void acquireWithTimeoutAndRelease() throws InterruptedException {
        if (permits.tryAcquire(1, TimeUnit.SECONDS)) {
            permits.release();
        }
    }

    @Benchmark
    public int completeWithoutTimeout() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        future.complete(1);
        return future.join();
    }

    @Benchmark
    public int completeWithOrTimeout() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        future.orTimeout(1, TimeUnit.SECONDS);
        future.complete(1);
        return future.join();
    }

    @Benchmark
    public boolean scheduleAndCancel() {
        ScheduledFuture<?> timeout = timer.schedule(CALLBACK, 1, TimeUnit.SECONDS);
        return timeout.cancel(false);
    }

    @Benchmark
    public void startAndJoinVirtualThread() throws InterruptedException {
        Thread.startVirtualThread(CALLBACK).join();
    }

    @Benchmark
    public void startAndJoinPlatformThread() throws InterruptedException {
        Thread.ofPlatform().start(CALLBACK).join();
    }

    @Benchmark
    public void executorWithOneTask() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(CALLBACK);
        }
    }

    @Benchmark
    public void scopeWithOneSubtask() throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(CALLBACK);
            scope.join();
        }
    }

    @Benchmark
    public void scopeWithTimeoutAndOneSubtask() throws Exception {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<Void>awaitAllSuccessfulOrThrow(),
                        config -> config.withTimeout(Duration.ofSeconds(1)))) {
            scope.fork(CALLBACK);
            scope.join();
        }
    }
}
