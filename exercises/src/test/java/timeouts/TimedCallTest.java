package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

class TimedCallTest {
    private static final Duration BRIEF = Duration.ofMillis(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(2);
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final String INTERRUPTED_BY_THE_TEST = "the test interrupts the caller itself";

    private final TimedCall timedCall = new TimedCall();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private volatile @Nullable Thread caller;
    private volatile boolean hadNotEnded;

    /** Works for ten seconds; interrupted, it needs three steps to tidy up. */
    private String slow() throws InterruptedException {
        return works(Duration.ofSeconds(10), STEP);
    }

    /** Interrupted, each of three steps takes so long, unless an interrupt cuts it short. */
    private String works(Duration time, Duration step) throws InterruptedException {
        begun.incrementAndGet();
        try {
            Thread.sleep(time);
            return "done";
        } catch (InterruptedException e) {
            interrupts.incrementAndGet();
            tidyUp(step);
            throw e;
        } finally {
            ended.incrementAndGet();
        }
    }

    private void tidyUp(Duration step) {
        for (int i = 0; i < 3; i++) {
            try {
                Thread.sleep(step);
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }
    }

    /** Works for 100 milliseconds; interrupted, it tidies up until after the short limit. */
    private String quick() throws InterruptedException {
        return works(Duration.ofMillis(100), SHORT);
    }

    /** For tests with many runs; a caller may look each millisecond whether the body has ended. */
    private String brief() throws InterruptedException {
        return works(BRIEF.dividedBy(2), BRIEF);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", begun::get)
                .watch("ended", ended::get)
                .watch("interrupts", interrupts::get)
                .invariant("a body that began has ended", () -> begun.get() == ended.get());
    }

    /** Only the caller is interrupted; the body is interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return watched(attempt).onThread("body");
    }

    private static Duration limit(boolean reached) {
        return reached ? SHORT : LONG;
    }

    private void bodyHasEnded(Attempt attempt, boolean reached) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .inPairs()
                        .run(() -> timedCall.call(limit(reached), this::slow));
        if (!outcome.cancelled()) {
            assertThat(outcome.thrown().isPresent()).as("timed out").isEqualTo(reached);
        }
    }

    @CancelEverywhere
    void theBodyHasEndedWhenTheCallTimesOut(Attempt attempt) {
        bodyHasEnded(attempt, true);
    }

    @CancelEverywhere
    void theBodyHasEndedWhenAnInterruptedCallerReturns(Attempt attempt) {
        bodyHasEnded(attempt, false);
    }

    @CancelEverywhere
    void aCleanupOfAMinuteIsAwaited(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .call(() -> timedCall.call(SHORT, () -> works(LONG, LONG.dividedBy(3))));
        assertThat(outcome.thrown()).get().isInstanceOf(TimeoutException.class);
    }

    @CancelEverywhere
    void aCleanupOfDaysIsAwaited(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .mayWaitForever("joins that poll pass too many points for the lab")
                .call(() -> timedCall.call(SHORT, () -> works(LONG, Duration.ofDays(1))))
                .thrown();
    }

    @CancelEverywhere
    void theBodyIsAwaitedHoweverOftenTheCallerIsInterrupted(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .mayInterruptItself(INTERRUPTED_BY_THE_TEST)
                        .call(
                                () -> {
                                    interruptsManyTimes(Thread.currentThread());
                                    return timedCall.call(
                                            SHORT, () -> works(LONG, Duration.ofSeconds(10)));
                                });
        boolean thrown =
                outcome.thrown().filter(InterruptedException.class::isInstance).isPresent();
        assertThat(thrown || outcome.interrupted())
                .as("the caller learns of its interrupts")
                .isTrue();
    }

    private static void interruptsManyTimes(Thread thread) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        for (int i = 0; i < 15; i++) {
                            Thread.sleep(SHORT);
                            thread.interrupt();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @CancelEverywhere
    void theBodyIsInterruptedWhenTheCallerIs(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .action("interrupts the caller", this::interruptCaller)
                .mayInterruptItself(INTERRUPTED_BY_THE_TEST)
                .invariant(
                        "a body that runs, or begins, after the interrupt is interrupted",
                        () -> !hadNotEnded || begun.get() == 0 || interrupts.get() > 0)
                .call(
                        () -> {
                            caller = Thread.currentThread();
                            return timedCall.call(LONG, this::slow);
                        })
                .thrown();
    }

    private void interruptCaller() {
        Thread interrupted = caller;
        if (interrupted != null) {
            hadNotEnded = ended.get() == 0;
            interrupted.interrupt();
        }
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .mayLeaveThreads("judged by theBodyHasEndedWhenAnInterruptedCallerReturns")
                .run(() -> timedCall.call(LONG, this::slow));
    }

    @CancelEverywhere
    void theCallerLearnsOfAnInterruptAfterTheTimeout(Attempt attempt) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayLeaveThreads("judged by theBodyHasEndedWhenTheCallTimesOut")
                        .inPairs()
                        .run(() -> timedCall.call(SHORT, this::slow));
        assertThat(outcome.returned()).as("returned a value before the body was done").isFalse();
    }

    @CancelEverywhere
    void anInterruptBeforeTheDeadlineIsNotATimeout(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .mayLeaveThreads("judged by theBodyHasEndedWhenAnInterruptedCallerReturns")
                        .inPairs() // the second one may come after the limit
                        .call(() -> timedCall.call(BRIEF, this::brief));
        outcome.thrown().ifPresent(t -> assertThat(t).isInstanceOf(InterruptedException.class));
    }

    @CancelEverywhere
    void anInterruptWhileTheBodyFailsIsNotATimeout(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt).call(() -> timedCall.call(SHORT, this::fails));
        assertThat(outcome.thrown().orElseThrow())
                .isInstanceOfAny(InterruptedException.class, ExecutionException.class);
    }

    private String fails() throws Exception {
        quick();
        throw new IOException("down");
    }

    @CancelEverywhere
    void theBodyIsInterruptedOnceAtTheDeadline(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .allInterleavings()
                        .call(() -> timedCall.call(SHORT, this::slow));
        assertThat(outcome.thrown()).get().isInstanceOf(TimeoutException.class);
        assertThat(interrupts.get()).as("interrupts of the body").isEqualTo(1);
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    /** The lab lets the limit be reached at any step of the body. */
    @CancelEverywhere
    void aBodyThatEndsAtTheLimitGivesItsValueOrATimeout(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .allInterleavingsAndTimers()
                        .call(() -> timedCall.call(SHORT, () -> works(SHORT, STEP)));
        outcome.thrown().ifPresent(t -> assertThat(t).isInstanceOf(TimeoutException.class));
        if (outcome.returned()) {
            assertThat(outcome.value()).as("value").isEqualTo("done");
        }
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    @CancelEverywhere
    void theLimitIsReachedAtItsTime(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (Duration limit :
                                    List.of(
                                            Duration.ofNanos(1),
                                            Duration.ofNanos(800_000),
                                            Duration.ofMillis(30),
                                            Duration.ofMinutes(2))) {
                                check(limit, wrong);
                            }
                        });
        assertThat(wrong).as("limits that were not kept").isEmpty();
    }

    private void check(Duration limit, List<String> wrong) throws Exception {
        Duration shorter = limit.multipliedBy(3).dividedBy(4);
        try {
            timedCall.call(limit, () -> works(shorter, STEP));
        } catch (TimeoutException e) {
            wrong.add("limit %s: timeout of a body of %s".formatted(limit, shorter));
        }
        long begin = System.nanoTime();
        try {
            Duration longer = limit.multipliedBy(3).plusSeconds(1);
            timedCall.call(limit, () -> works(longer, Duration.ZERO));
            wrong.add(
                    "limit %s: no timeout of a body that takes three times as long"
                            .formatted(limit));
        } catch (TimeoutException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (took.compareTo(limit) < 0 || took.compareTo(limit.plusMillis(100)) > 0) {
                wrong.add("limit %s: timeout after %s".formatted(limit, took));
            }
        }
    }

    @CancelEverywhere
    void aLimitOfManyYearsIsNotReached(Attempt attempt) {
        Duration century = Duration.ofDays(36_500);
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        Callable<List<String>> both =
                () -> {
                    Thread.sleep(LONG); // so that the clock plus the longest limit overflows
                    return List.of(
                            timedCall.call(century, this::quick),
                            timedCall.call(longest, this::quick));
                };
        assertThat(watched(attempt).undisturbed().call(both).value())
                .as("values of two bodies that need less than a second")
                .containsExactly("done", "done");
    }

    @CancelEverywhere
    void aBodyThatEndsInTimeReturnsItsValue(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt).undisturbed().call(() -> timedCall.call(SHORT, this::quick));
        assertThat(outcome.value()).as("value").isEqualTo("done");
        assertThat(interrupts.get()).as("interrupts of the body").isZero();
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    @CancelEverywhere
    @SuppressWarnings("NullAway") // null is a value like any other
    void aBodyMayReturnNull(Attempt attempt) {
        Callable<@Nullable String> nothing = () -> null;
        assertThat(attempt.undisturbed().call(() -> timedCall.call(SHORT, nothing)).value())
                .as("value")
                .isNull();
    }

    @CancelEverywhere
    void aTimeoutExceptionOfTheBodyIsAFailure(Attempt attempt) {
        isTheCause(attempt, new TimeoutException("the database was too slow"));
    }

    @CancelEverywhere
    void anInterruptedExceptionOfTheBodyIsAFailure(Attempt attempt) {
        isTheCause(attempt, new InterruptedException("the body's own"));
    }

    @CancelEverywhere
    void aCancellationExceptionOfTheBodyIsAFailure(Attempt attempt) {
        isTheCause(attempt, new CancellationException("the body's own"));
    }

    @CancelEverywhere
    void anExecutionExceptionOfTheBodyIsAFailure(Attempt attempt) {
        isTheCause(attempt, new ExecutionException("the body's own", new IOException("its cause")));
    }

    @CancelEverywhere
    void anErrorOfTheBodyIsAFailure(Attempt attempt) {
        isTheCause(attempt, new StackOverflowError("the body's own"));
    }

    private void isTheCause(Attempt attempt, Throwable itsOwn) {
        Outcome<String> outcome =
                attempt.undisturbed().call(() -> timedCall.call(SHORT, () -> thrown(itsOwn)));
        assertThat(outcome.thrown()).get().isInstanceOf(ExecutionException.class);
        assertThat(outcome.thrown().orElseThrow().getCause()).as("cause").isSameAs(itsOwn);
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    private static String thrown(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    @CancelEverywhere
    void theEndOfACleanupDoesNotReplaceTheTimeout(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            endsWithTimeout(() -> "late", wrong);
                            endsWithTimeout(() -> thrown(new IOException("late")), wrong);
                            endsWithTimeout(() -> thrown(new StackOverflowError()), wrong);
                        });
        assertThat(wrong).as("what replaced the timeout").isEmpty();
    }

    private void endsWithTimeout(Callable<String> cleanup, List<String> wrong) throws Exception {
        try {
            wrong.add(timedCall.call(SHORT, () -> sleepsThen(cleanup)));
        } catch (TimeoutException e) {
            // as it should be
        } catch (ExecutionException e) {
            wrong.add(e.toString());
        }
    }

    private String sleepsThen(Callable<String> cleanup) throws Exception {
        try {
            return slow();
        } catch (InterruptedException e) {
            return cleanup.call();
        }
    }

    /** The body is interrupted before or after the limit, and returns a value all the same. */
    @CancelEverywhere
    void theValueOfAnInterruptedBodyIsDiscarded(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .call(() -> timedCall.call(SHORT, () -> sleepsThen(() -> "late")));
        assertThat(outcome.returned()).as("returned the value of an interrupted body").isFalse();
    }

    /** The caller is interrupted at any step of a body that ends by itself. */
    private void anInterruptIsNotLost(Attempt attempt, Duration limit, Callable<String> body) {
        interruptedAnywhere(attempt)
                .allInterleavingsAndTimers()
                .delayBound(1)
                .runBudget(300)
                .call(() -> timedCall.call(limit, body))
                .thrown();
    }

    @CancelEverywhere
    void anInterruptThatMeetsTheEndOfTheBodyIsNotLost(Attempt attempt) {
        anInterruptIsNotLost(attempt, LONG, this::brief);
    }

    @CancelEverywhere
    void anInterruptThatMeetsTheEndOfTheBodyAtTheLimitIsNotLost(Attempt attempt) {
        anInterruptIsNotLost(attempt, STEP, () -> works(STEP, STEP));
    }

    /** A wait of the caller that parks may return at any time; here the body wakes it. */
    @CancelEverywhere
    void aSpuriousWakeupOfTheCallerIsNotTheLimit(Attempt attempt) {
        Callable<String> call =
                () -> {
                    Thread waiting = Thread.currentThread();
                    return timedCall.call(
                            SHORT,
                            () -> {
                                for (int i = 0; i < 20; i++) {
                                    Thread.sleep(STEP);
                                    LockSupport.unpark(waiting);
                                }
                                return "done";
                            });
                };
        assertThat(attempt.undisturbed().call(call).value()).as("value").isEqualTo("done");
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        interruptedAnywhere(attempt).again().call(() -> timedCall.call(LONG, this::quick)).thrown();
    }

    /** Three calls begin one after the other; one body needs longer than the limit. */
    @CancelEverywhere
    void callsDoNotDisturbEachOther(Attempt attempt) {
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        List<List<Integer>> seconds = List.of(List.of(1, 2, 5), List.of(5, 2, 1), List.of(2, 5, 1));
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (List<Integer> times : seconds) {
                                List<Thread> callers = new ArrayList<>();
                                for (int time : times) {
                                    Runnable caller = () -> ends.add(end(Duration.ofSeconds(time)));
                                    callers.add(Thread.startVirtualThread(caller));
                                    attempt.settle();
                                }
                                for (Thread caller : callers) {
                                    caller.join();
                                }
                            }
                        });
        List<String> each = List.of("PT1S", "PT2S", "TimeoutException");
        assertThat(ends)
                .as("ends of three times three calls")
                .isEqualTo(Stream.of(each, each, each).flatMap(List::stream).toList());
    }

    /** One body ends before or after the other one reaches its limit. */
    @CancelEverywhere
    void twoCallsAtTheSameTimeAreIndependent(Attempt attempt) {
        AtomicReference<String> other = new AtomicReference<>();
        Callable<String> both =
                () -> {
                    Thread late = Thread.startVirtualThread(() -> other.set(sleeps(SHORT, LONG)));
                    String mine = sleeps(LONG, SHORT.multipliedBy(2));
                    late.join();
                    return mine;
                };
        attempt.allInterleavingsAndTimers().delayBound(1).runBudget(100);
        assertThat(attempt.undisturbed().call(both).value())
                .as("end of a call whose body is in time")
                .isEqualTo("done");
        assertThat(other.get()).as("end of the other call").isEqualTo("TimeoutException");
    }

    /** The two bodies have nothing in common. */
    private String sleeps(Duration limit, Duration time) {
        Callable<String> body =
                () -> {
                    Thread.sleep(time);
                    return "done";
                };
        return end(limit, body);
    }

    /** No body ends before all have begun. */
    @CancelEverywhere
    void manyCallsAreMadeAtTheSameTime(Attempt attempt) {
        CountDownLatch all = new CountDownLatch(100);
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        attempt.undisturbed()
                .run(
                        () -> {
                            List<Thread> callers = new ArrayList<>();
                            for (int n = 1; n <= 100; n++) {
                                Duration limit = SHORT.multipliedBy(n);
                                Runnable caller = () -> ends.add(meets(all, limit));
                                callers.add(Thread.startVirtualThread(caller));
                            }
                            for (Thread caller : callers) {
                                caller.join();
                            }
                        });
        assertThat(ends)
                .as("ends of 100 calls at the same time")
                .isEqualTo(Collections.nCopies(100, "met"));
    }

    private String meets(CountDownLatch all, Duration limit) {
        Callable<String> body =
                () -> {
                    all.countDown();
                    all.await();
                    return "met";
                };
        return end(limit, body);
    }

    private String end(Duration time) {
        return end(
                SHORT.multipliedBy(3),
                () -> {
                    works(time, STEP);
                    return time.toString();
                });
    }

    private String end(Duration limit, Callable<String> body) {
        try {
            return timedCall.call(limit, body);
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
