package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Work is judged alike, whatever thread does it. */
class ThreadsAndPoolsTest {
    /** What is done, on whatever thread. */
    private interface Work {
        void go() throws InterruptedException;

        /** For threads that have nobody to throw to. */
        default void toItsEnd() {
            try {
                go();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        default int result() throws InterruptedException {
            go();
            return 1;
        }
    }

    /** Has the work done, and is not done before that is. */
    private interface Way {
        void go(Work work) throws Exception;
    }

    private static final class Account {
        int a = 100;
        int b;

        void torn() throws InterruptedException {
            a -= 30;
            Thread.sleep(1);
            b += 30;
        }

        void whole() throws InterruptedException {
            Thread.sleep(1);
            a -= 30;
            b += 30;
        }
    }

    private static final class Worker extends Thread {
        private final Work work;

        Worker(Work work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.toItsEnd();
        }
    }

    private static void await(Thread worker) throws InterruptedException {
        try {
            worker.join();
        } catch (InterruptedException e) {
            worker.interrupt();
            worker.join();
            throw e;
        }
    }

    private static void startAndAwait(Thread worker) throws InterruptedException {
        worker.start();
        await(worker);
    }

    private static void in(ExecutorService executor, Work work) throws InterruptedException {
        try (executor) {
            executor.submit(work::result).get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static void later(ScheduledExecutorService executor, Work work)
            throws InterruptedException {
        try (executor) {
            executor.schedule(work::result, 1, TimeUnit.HOURS).get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static void inScope(Work work) throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(work::result);
            scope.join();
        } catch (FailedException e) {
            assertThat(e).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static void inTurn(Work work) throws InterruptedException {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            var done = new ExecutorCompletionService<Integer>(pool);
            done.submit(work::result);
            done.take();
        }
    }

    private static Arguments way(String name, Way way) {
        return argumentSet(name, way);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way("inline", Work::go),
                way("new Thread", w -> startAndAwait(new Thread(w::toItsEnd))),
                way("new Thread with a name", w -> startAndAwait(new Thread(w::toItsEnd, "w"))),
                way("a subclass of Thread", w -> startAndAwait(new Worker(w))),
                way("Thread.ofPlatform", w -> await(Thread.ofPlatform().start(w::toItsEnd))),
                way("Thread.ofVirtual", w -> await(Thread.ofVirtual().start(w::toItsEnd))),
                way("startVirtualThread", w -> await(Thread.startVirtualThread(w::toItsEnd))),
                way(
                        "a factory",
                        w -> startAndAwait(Thread.ofPlatform().factory().newThread(w::toItsEnd))),
                way("newFixedThreadPool", w -> in(Executors.newFixedThreadPool(2), w)),
                way("newCachedThreadPool", w -> in(Executors.newCachedThreadPool(), w)),
                way("newSingleThreadExecutor", w -> in(Executors.newSingleThreadExecutor(), w)),
                way("newWorkStealingPool", w -> in(Executors.newWorkStealingPool(), w)),
                way(
                        "newVirtualThreadPerTask",
                        w -> in(Executors.newVirtualThreadPerTaskExecutor(), w)),
                way(
                        "newThreadPerTask",
                        w ->
                                in(
                                        Executors.newThreadPerTaskExecutor(
                                                Thread.ofPlatform().factory()),
                                        w)),
                way("newScheduledThreadPool", w -> later(Executors.newScheduledThreadPool(1), w)),
                way(
                        "new ThreadPoolExecutor",
                        w ->
                                in(
                                        new ThreadPoolExecutor(
                                                1,
                                                1,
                                                1,
                                                TimeUnit.SECONDS,
                                                new LinkedBlockingQueue<>(),
                                                Executors.defaultThreadFactory()),
                                        w)),
                way(
                        "a pool with an own factory",
                        w -> in(Executors.newFixedThreadPool(1, Thread::new), w)),
                way("runAsync", w -> CompletableFuture.runAsync(w::toItsEnd).join()),
                way(
                        "thenRunAsync",
                        w -> CompletableFuture.completedFuture(1).thenRunAsync(w::toItsEnd).join()),
                way("a completion service", ThreadsAndPoolsTest::inTurn),
                way("a scope", ThreadsAndPoolsTest::inScope),
                way("a parallel stream", w -> Stream.of(w).parallel().forEach(Work::toItsEnd)));
    }

    private static Consumer<Attempt> transfer(Way way, boolean torn) {
        return attempt -> {
            Account t = new Account();
            attempt.atLeastOnePoint()
                    .invariant("a + b = 100", () -> t.a + t.b == 100)
                    .run(() -> way.go(torn ? t::torn : t::whole));
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void tornWorkIsBroken(Way way) {
        assertThat(Judged.broken(transfer(way, true)))
                .startsWith("cancelled at ")
                .contains("broken: a + b = 100");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void wholeWorkHolds(Way way) {
        Judged.holds(transfer(way, false));
    }
}
