package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Timers of all kinds are on the clock of the run. */
@Timeout(60)
class TimersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static int aDay() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
        return 1;
    }

    private static Arguments timer(String name, Body body) {
        return argumentSet(name, body);
    }

    static Stream<Arguments> timers() {
        return Stream.of(
                timer("orTimeout", TimersTest::orTimeout),
                timer(
                        "completeOnTimeout",
                        () ->
                                new CompletableFuture<Integer>()
                                        .completeOnTimeout(1, 1, TimeUnit.HOURS)
                                        .get()),
                timer("delayedExecutor", TimersTest::delayed),
                timer("ScheduledExecutorService", TimersTest::scheduled),
                timer("scheduleAtFixedRate", TimersTest::repeated),
                timer("scope withTimeout", TimersTest::scope));
    }

    private static void orTimeout() {
        CompletableFuture<Integer> late = new CompletableFuture<>();
        assertThatThrownBy(() -> late.orTimeout(1, TimeUnit.HOURS).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private static void delayed() throws Exception {
        Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.HOURS);
        assertThat(CompletableFuture.supplyAsync(() -> 1, later).get()).isEqualTo(1);
    }

    private static void scheduled() throws Exception {
        try (ScheduledExecutorService pool = Executors.newScheduledThreadPool(1)) {
            assertThat(pool.schedule(() -> 1, 1, TimeUnit.HOURS).get()).isEqualTo(1);
        }
    }

    private static void repeated() throws InterruptedException {
        AtomicInteger ticks = new AtomicInteger();
        CountDownLatch six = new CountDownLatch(6);
        try (ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor()) {
            var ticking =
                    pool.scheduleAtFixedRate(
                            () -> {
                                ticks.incrementAndGet();
                                six.countDown();
                            },
                            10,
                            10,
                            TimeUnit.MINUTES);
            six.await();
            ticking.cancel(false);
        }
        assertThat(ticks).hasValue(6);
    }

    private static void scope() {
        assertThatThrownBy(
                        () -> {
                            try (var scope =
                                    StructuredTaskScope.open(
                                            Joiner.<Integer>awaitAllSuccessfulOrThrow(),
                                            c -> c.withTimeout(HOUR))) {
                                scope.fork(TimersTest::aDay);
                                scope.join();
                            }
                        })
                .isInstanceOf(StructuredTaskScope.TimeoutException.class);
    }

    @ParameterizedTest
    @MethodSource("timers")
    void takesAnHourOnTheClockOfTheRun(Body body) {
        assertThat(Judged.time(body)).isEqualTo(HOUR);
    }

    @Test
    void timersThatAreDueAtOnceFireInEveryOrder() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    StringBuffer order = new StringBuffer();
                                    a.undisturbed()
                                            .invariant("a is first", () -> order.charAt(0) == 'a')
                                            .run(
                                                    () -> {
                                                        Thread x = after("a", order);
                                                        Thread y = after("b", order);
                                                        x.join();
                                                        y.join();
                                                    });
                                }))
                .contains("broken: a is first");
    }

    private static Thread after(String name, StringBuffer order) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Thread.sleep(HOUR);
                                order.append(name);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** An answer that may come, and a wait for it that ends after a second. */
    private static void lateAnswer(Attempt attempt, boolean givesBack) {
        BlockingQueue<String> desk = new ArrayBlockingQueue<>(1);
        AtomicBoolean gaveUp = new AtomicBoolean();
        AtomicInteger had = new AtomicInteger();
        attempt.undisturbed()
                .invariant("the answer is had, or given up", () -> had.get() == 1 || gaveUp.get())
                .invariant("nothing lies about", desk::isEmpty)
                .run(
                        () -> {
                            Thread answerer = Thread.startVirtualThread(() -> desk.offer("x"));
                            if (desk.poll(1, TimeUnit.SECONDS) != null) {
                                had.incrementAndGet();
                            } else {
                                gaveUp.set(true);
                            }
                            answerer.join();
                            if (givesBack && gaveUp.get()) {
                                desk.poll();
                            }
                        });
    }

    @Test
    void aTimeoutComesBeforeTheAnswerOnlyWhereTheTestAsksForIt() {
        Judged.holds((Attempt a) -> lateAnswer(a.allInterleavings(), false));
        assertThat(Judged.broken(a -> lateAnswer(a.allInterleavingsAndTimers(), false)))
                .contains("broken: nothing lies about");
        Judged.holds((Attempt a) -> lateAnswer(a.allInterleavingsAndTimers(), true));
    }

    @Test
    void aMachineDoesNotStallForAnHour() {
        Judged.holds(
                (Attempt attempt) ->
                        attempt.undisturbed()
                                .allInterleavingsAndTimers()
                                .call(
                                        () -> {
                                            CompletableFuture<Integer> answer =
                                                    new CompletableFuture<Integer>()
                                                            .completeOnTimeout(
                                                                    2, 1, TimeUnit.HOURS);
                                            Thread.startVirtualThread(() -> answer.complete(1))
                                                    .join();
                                            assertThat(answer.get()).isEqualTo(1);
                                            return 1;
                                        }));
    }
}
