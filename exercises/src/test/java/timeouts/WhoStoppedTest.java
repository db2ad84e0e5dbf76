package timeouts;

import cancelsafe.given.AfterGivingUp;
import cancelsafe.given.probe.GivingUpProbe;
import cancelsafe.given.probe.GivingUpProbe.Way;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import predictions.Predictions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Compares the table with what happens to the body in each way of giving up. */
class WhoStoppedTest {
    private final Predictions<AfterGivingUp> predictions =
            Predictions.read(
                    "What is true of the work when its caller continues?",
                    AfterGivingUp.TODO,
                    () -> new WhoStopped()::table);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ForkJoinPool pool = new ForkJoinPool(1);

    @AfterEach
    void close() {
        executor.close();
        // close() alone may wait for ever: after submitWithTimeout the pool of JDK 25.0.3 does not
        // always see that its last worker has ended
        pool.shutdownNow();
        pool.close();
    }

    private void measure(String row, Way way) throws Exception {
        predictions.compare(row, GivingUpProbe.measure(way));
    }

    @Test
    void futureRowsMatchTheJdk() throws Exception {
        measure(
                "future.get(timeout)",
                (body, limit, _, goesOn) -> {
                    Future<String> future = executor.submit(body);
                    try {
                        future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        goesOn.run();
                    }
                });
        measure(
                "future.cancel(true)",
                (body, _, begun, goesOn) -> {
                    Future<String> future = executor.submit(body);
                    begun.await();
                    future.cancel(true);
                    goesOn.run();
                });
        predictions.judge();
    }

    private CompletableFuture<String> completable(Callable<String> body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return body.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                executor);
    }

    @Test
    void completableFutureRowsMatchTheJdk() throws Exception {
        measure(
                "completableFuture.get(timeout)",
                (body, limit, _, goesOn) -> {
                    try {
                        completable(body).get(limit.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        goesOn.run();
                    }
                });
        measure(
                "completableFuture.cancel(true)",
                (body, _, begun, goesOn) -> {
                    CompletableFuture<String> future = completable(body);
                    begun.await();
                    future.cancel(true);
                    goesOn.run();
                });
        measure(
                "completableFuture.orTimeout(timeout)",
                (body, limit, _, goesOn) -> {
                    try {
                        completable(body).orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).get();
                    } catch (ExecutionException e) {
                        goesOn.run();
                    }
                });
        measure(
                "completableFuture.completeOnTimeout(value, timeout)",
                (body, limit, _, goesOn) -> {
                    completable(body)
                            .completeOnTimeout("none", limit.toNanos(), TimeUnit.NANOSECONDS)
                            .get();
                    goesOn.run();
                });
        predictions.judge();
    }

    @Test
    void executorRowsMatchTheJdk() throws Exception {
        measure(
                "executor.invokeAny(tasks, timeout)",
                (body, limit, _, goesOn) -> {
                    try {
                        executor.invokeAny(List.of(body), limit.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        goesOn.run();
                    }
                });
        measure(
                "executor.invokeAll(tasks, timeout)",
                (body, limit, _, goesOn) -> {
                    executor.invokeAll(List.of(body), limit.toNanos(), TimeUnit.NANOSECONDS);
                    goesOn.run();
                });
        // the time is over, and the waiter awake, a moment before the worker is interrupted
        predictions.compare(
                "pool.submitWithTimeout(task, timeout, null)",
                GivingUpProbe.measureAwaitingTheInterrupt(
                        (body, limit, _, goesOn) -> {
                            ForkJoinTask<String> task =
                                    pool.submitWithTimeout(
                                            body, limit.toNanos(), TimeUnit.NANOSECONDS, null);
                            task.quietlyJoin();
                            goesOn.run();
                        }));
        predictions.judge();
    }

    private static void scope(Callable<String> body, Duration limit, Runnable inside)
            throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        StructuredTaskScope.Joiner.<String>awaitAll(),
                        config -> config.withTimeout(limit))) {
            scope.fork(body);
            try {
                scope.join();
            } catch (StructuredTaskScope.TimeoutException e) {
                inside.run();
            }
        }
    }

    @Test
    void scopeRowsMatchTheJdk() throws Exception {
        measure(
                "scope with a timeout, caught inside the try",
                (body, limit, _, goesOn) -> scope(body, limit, goesOn));
        measure(
                "scope with a timeout, after the try",
                (body, limit, _, goesOn) -> {
                    scope(body, limit, () -> {});
                    goesOn.run();
                });
        predictions.judge();
    }

    @Test
    void threadRowsMatchTheJdk() throws Exception {
        measure(
                "thread.join(timeout)",
                (body, limit, _, goesOn) -> {
                    Thread.ofVirtual().start(new FutureTask<>(body)).join(limit);
                    goesOn.run();
                });
        predictions.judge();
    }

    @CancelEverywhere
    void theTableIsTheSameForTwoThreads(Attempt attempt) {
        Predictions.areTheSameForTwoThreads(attempt, new WhoStopped()::table);
    }
}
