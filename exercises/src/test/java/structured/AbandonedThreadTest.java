package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class AbandonedThreadTest {
    private static final String ELSEWHERE = "judged by aCancelledCallerLearnsOfItsInterrupt";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofMillis(1_999);

    private final AbandonedThread two = new AbandonedThread(2);
    private final AbandonedThread one = new AbandonedThread(1);
    private final List<Line> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile Thread caller = Thread.currentThread();
    private volatile Instant interruptedAt = Instant.MAX;

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Waits on when it is interrupted, as a native call does; keeps the status. */
    private static boolean isInterruptedDuring(Duration time) {
        Instant end = Instant.now().plus(time);
        boolean interrupted = false;
        while (Instant.now().isBefore(end)) {
            try {
                Thread.sleep(Duration.between(Instant.now(), end));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }

    private Dialer dials(Duration time, Dialer thenEnds) {
        return () -> {
            begun.incrementAndGet();
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (isInterruptedDuring(time)) {
                interrupts.incrementAndGet();
            }
            running.decrementAndGet();
            return thenEnds.dial();
        };
    }

    private Dialer dials(Duration time) {
        return dials(
                time,
                () -> {
                    Line line = new Line("peer");
                    opened.add(line);
                    return line;
                });
    }

    private Dialer fails(Duration time, Throwable failure) {
        return dials(
                time,
                () -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (IOException) failure;
                });
    }

    private Dialer endsAtTheAnswer(Dialer dialer) {
        return () -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
            return dialer.dial();
        };
    }

    /** How a call of dial() ended: its caller closes the line. */
    private record Called(Duration after, Throwable thrown, boolean hasOpenLine) {}

    private static Called call(AbandonedThread answer, Dialer dialer, Duration limit) {
        Instant begin = Instant.now();
        Throwable thrown = null;
        boolean hasOpenLine = false;
        Duration after;
        try {
            Line line = answer.dial(dialer, limit);
            after = Duration.between(begin, Instant.now());
            hasOpenLine = !line.isClosed();
            line.close();
        } catch (Throwable t) {
            after = Duration.between(begin, Instant.now());
            thrown = t;
        }
        return new Called(after, thrown, hasOpenLine);
    }

    /** Calls, and then waits until an abandoned call has ended. */
    private static Called callAndWait(AbandonedThread answer, Dialer dialer, Duration limit) {
        Called called = call(answer, dialer, limit);
        isInterruptedDuring(HOUR.multipliedBy(2));
        return called;
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("calls that run", running::get)
                .watch("lines opened", opened::size)
                .watch("lines closed", () -> opened.stream().filter(Line::isClosed).count())
                .invariant("no call was interrupted", () -> interrupts.get() == 0)
                .invariant(
                        "each line is closed, by its caller or as a late one",
                        () -> opened.stream().allMatch(Line::isClosed));
    }

    private <T> T undisturbed(Attempt attempt, Callable<T> body) {
        return watched(attempt).undisturbed().call(body).value();
    }

    private static void threw(Called called, Class<? extends Throwable> type, Duration after) {
        assertThat(called.thrown()).as("thrown by dial()").isInstanceOf(type);
        assertThat(called.after()).as("time until dial() threw").isEqualTo(after);
    }

    private static void hasItsLine(Called called, Duration after) {
        assertThat(called.thrown()).as("thrown by dial()").isNull();
        assertThat(called.hasOpenLine()).as("the returned line is open").isTrue();
        assertThat(called.after()).as("time until dial() returned").isEqualTo(after);
    }

    @CancelEverywhere
    void aLineInTimeReachesItsCaller(Attempt attempt) {
        Dialer dialer = dials(LIMIT.minusNanos(1));
        hasItsLine(undisturbed(attempt, () -> call(two, dialer, LIMIT)), LIMIT.minusNanos(1));
    }

    @CancelEverywhere
    void aLimitMayBeACentury(Attempt attempt) {
        Dialer dialer = dials(Duration.ofDays(9));
        Duration century = Duration.ofDays(36_500);
        hasItsLine(undisturbed(attempt, () -> call(two, dialer, century)), Duration.ofDays(9));
    }

    private String dialsAndWaits() throws Exception {
        try (Line line = one.dial(dials(seconds(1)), LIMIT)) {
            return line.peer();
        } finally {
            isInterruptedDuring(HOUR);
        }
    }

    @CancelEverywhere
    void aFailureOfAnyKindReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .mayAbsorb(ELSEWHERE)
                .withFaults(Dialer.class)
                .call(this::dialsAndWaits);
    }

    private static List<Throwable> thrownAndCauses(Called called) {
        return Stream.iterate(called.thrown(), Objects::nonNull, Throwable::getCause).toList();
    }

    @CancelEverywhere
    void aFailedCallReleasesItsPermit(Attempt attempt) {
        IOException failure = new IOException("no network", new IOException("no cable"));
        AssertionError error = new AssertionError("cannot happen");
        List<Called> called = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            called.add(callAndWait(one, fails(seconds(1), failure), LIMIT));
                            called.add(callAndWait(one, fails(seconds(1), error), LIMIT));
                            called.add(call(one, dials(HOUR), LIMIT));
                            called.add(callAndWait(one, dials(HOUR), LIMIT));
                        });
        assertThat(thrownAndCauses(called.get(0))).as("thrown, with its causes").contains(failure);
        assertThat(thrownAndCauses(called.get(1))).as("thrown, with its causes").contains(error);
        threw(called.get(2), TimeoutException.class, LIMIT);
        threw(called.get(3), RejectedExecutionException.class, Duration.ZERO);
    }

    @CancelEverywhere
    void aCallerLeavesAtTheLimit(Attempt attempt) {
        Dialer dialer = dials(LIMIT.plusNanos(1));
        Called called = undisturbed(attempt, () -> callAndWait(two, dialer, LIMIT));
        threw(called, TimeoutException.class, LIMIT);
        assertThat(opened).as("lines opened by the abandoned call").hasSize(1);
    }

    /** The caller leaves, and so does the caller of shutdown(). */
    @CancelEverywhere
    void aLimitNeedNotBeAWholeMillisecond(Attempt attempt) {
        List<Duration> limits = List.of(Duration.ofNanos(500_000), Duration.ofNanos(1_500_000));
        List<Duration> times = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (Duration limit : limits) {
                                var each = new AbandonedThread(1);
                                times.add(call(each, dials(HOUR), limit).after().minus(limit));
                                times.add(shutdown(each, limit).after().minus(limit));
                            }
                            isInterruptedDuring(HOUR);
                        });
        assertThat(times)
                .as("time from the limit to the end of a call")
                .hasSize(4)
                .allMatch(time -> time.abs().compareTo(Duration.ofMillis(1)) <= 0);
    }

    @CancelEverywhere
    void aLimitOfZeroOrLessIsOverAtOnce(Attempt attempt) {
        List<Called> called =
                undisturbed(
                        attempt,
                        () ->
                                List.of(
                                        callAndWait(two, dials(HOUR), Duration.ZERO),
                                        callAndWait(two, dials(HOUR), seconds(-5))));
        called.forEach(each -> threw(each, TimeoutException.class, Duration.ZERO));
    }

    @CancelEverywhere
    void aLateFailureIsDiscarded(Attempt attempt) {
        Dialer dialer = fails(HOUR, new AssertionError("cannot happen"));
        Called called = undisturbed(attempt, () -> callAndWait(two, dialer, LIMIT));
        threw(called, TimeoutException.class, LIMIT);
    }

    @CancelEverywhere
    void aCancelledCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .atLeastOnePoint()
                .inPairs()
                .again()
                .call(this::dialsAndWaits);
    }

    private void interruptsTheCaller() {
        interruptedAt = Instant.now();
        caller.interrupt();
    }

    private Duration fromInterruptToEnd(Callable<?> waits) throws Exception {
        caller = Thread.currentThread();
        try {
            waits.call();
        } catch (InterruptedException e) {
            caller.interrupt();
        }
        Duration time = Duration.between(interruptedAt, Instant.now());
        isInterruptedDuring(HOUR.multipliedBy(2));
        return time;
    }

    private void leavesAtOnce(Attempt attempt, Callable<?> waits) {
        Attempt anywhere = watched(attempt).mayAbsorb(ELSEWHERE);
        anywhere.action("interrupts the caller", this::interruptsTheCaller);
        assertThat(anywhere.call(() -> fromInterruptToEnd(waits)).value())
                .as("time from the interrupt of the caller to the end of its call")
                .isLessThanOrEqualTo(Duration.ZERO);
    }

    @CancelEverywhere
    void aCancelledCallerLeavesAtOnce(Attempt attempt) {
        leavesAtOnce(attempt, () -> call(two, dials(HOUR), seconds(10)));
    }

    private void isReturnedOrClosed(Attempt attempt, Duration time, Duration limit) {
        Called called =
                watched(attempt)
                        .onThread("body")
                        .mayAbsorb(ELSEWHERE)
                        .delayBound(1)
                        .runBudget(200)
                        .call(() -> callAndWait(one, dials(time), limit))
                        .value();
        assertThat(called.hasOpenLine())
                .as("the caller has an open line if and only if dial() has returned")
                .isEqualTo(called.thrown() == null);
    }

    @CancelEverywhere
    void aLineThatArrivesAtTheLimitIsReturnedOrClosed(Attempt attempt) {
        isReturnedOrClosed(attempt, seconds(1), seconds(1));
    }

    @CancelEverywhere
    void aLineThatArrivesAtOnceIsReturnedOrClosed(Attempt attempt) {
        isReturnedOrClosed(attempt, Duration.ZERO, Duration.ZERO);
    }

    @CancelEverywhere
    void anAbandonedCallKeepsItsPermitUntilItEnds(Attempt attempt) {
        List<Called> called = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            called.add(call(one, dials(HOUR), LIMIT));
                            isInterruptedDuring(HOUR.minus(LIMIT).minusNanos(1));
                            called.add(call(one, dials(HOUR), LIMIT));
                            isInterruptedDuring(Duration.ofNanos(2));
                            called.add(call(one, dials(seconds(1)), LIMIT));
                        });
        threw(called.get(0), TimeoutException.class, LIMIT);
        threw(called.get(1), RejectedExecutionException.class, Duration.ZERO);
        hasItsLine(called.get(2), seconds(1));
    }

    @CancelEverywhere
    void asManyCallsRunAsThereArePermits(Attempt attempt) {
        List<Called> called = new ArrayList<>();
        AbandonedThread many = new AbandonedThread(100);
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int call = 0; call < 102; call++) {
                                called.add(call(many, dials(HOUR), LIMIT));
                            }
                            isInterruptedDuring(HOUR);
                        });
        called.subList(0, 100).forEach(each -> threw(each, TimeoutException.class, LIMIT));
        called.subList(100, 102)
                .forEach(each -> threw(each, RejectedExecutionException.class, Duration.ZERO));
        assertThat(mostRunning.get()).as("calls at the same time, at most").isEqualTo(100);
    }

    private static boolean comesSoon(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** With threads of this machine: an executor that other code uses, too, may have too few. */
    @Test
    void moreCallsRunThanThereAreProcessors() throws InterruptedException {
        int calls = Runtime.getRuntime().availableProcessors() + 1;
        AbandonedThread many = new AbandonedThread(calls);
        CountDownLatch allRun = new CountDownLatch(calls);
        Dialer dialer =
                () -> {
                    allRun.countDown();
                    return comesSoon(allRun) ? new Line("peer") : null;
                };
        List<Called> called = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            callers.add(
                    Thread.startVirtualThread(() -> called.add(call(many, dialer, seconds(20)))));
        }
        for (Thread each : callers) {
            each.join();
        }
        assertThat(called.stream().filter(Called::hasOpenLine))
                .as("calls that run at the same time, on %d processors", calls - 1)
                .hasSize(calls);
    }

    @CancelEverywhere
    void twoCallersNeverShareAPermit(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(200)
                .invariant("at most one call ran at a time", () -> mostRunning.get() <= 1)
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> call(one, dials(seconds(1)), LIMIT));
                            call(one, dials(seconds(1)), LIMIT);
                            other.join();
                        });
        assertThat(begun.get()).as("calls that began").isPositive();
    }

    /** Two calls end at one moment, and shutdown() looks then. */
    @CancelEverywhere
    void callsThatEndAtOnceReachTheirOwnCallers(Attempt attempt) {
        Dialer failing = endsAtTheAnswer(fails(Duration.ZERO, new IOException("no network")));
        Dialer dialing = endsAtTheAnswer(dials(Duration.ZERO));
        Called[] called = new Called[2];
        int[] left = {-1};
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(400)
                .run(
                        () -> {
                            Thread.startVirtualThread(() -> called[0] = call(two, failing, LIMIT));
                            Thread.startVirtualThread(() -> called[1] = call(two, dialing, LIMIT));
                            attempt.settle();
                            answer.countDown();
                            two.shutdown(Duration.ZERO);
                            left[0] = two.shutdown(HOUR);
                            attempt.settle();
                        });
        assertThat(called[0].thrown()).as("thrown to the caller of the failed call").isNotNull();
        hasItsLine(called[1], Duration.ZERO);
        assertThat(left[0]).as("calls left").isZero();
    }

    @CancelEverywhere
    void eachCallerWaitsForItsOwnCall(Attempt attempt) {
        AbandonedThread many = new AbandonedThread(12);
        List<Called> called = new CopyOnWriteArrayList<>();
        Shutdown left =
                undisturbed(
                        attempt,
                        () -> {
                            IntStream.rangeClosed(1, 12)
                                    .mapToObj(n -> dials(seconds(n)))
                                    .forEach(
                                            dialer ->
                                                    Thread.startVirtualThread(
                                                            () ->
                                                                    called.add(
                                                                            call(
                                                                                    many, dialer,
                                                                                    HOUR))));
                            attempt.settle();
                            Shutdown shutdown = shutdown(many, HOUR);
                            attempt.settle();
                            return shutdown;
                        });
        assertThat(left)
                .as("calls left, and time until shutdown() returned")
                .isEqualTo(new Shutdown(0, seconds(12)));
        assertThat(called).as("calls that ended").hasSize(12);
        IntStream.rangeClosed(1, 12).forEach(n -> hasItsLine(called.get(n - 1), seconds(n)));
    }

    private void isRefused(Attempt attempt, Runnable before) {
        watched(attempt)
                .onThread("body")
                .run(
                        () -> {
                            Thread.startVirtualThread(before);
                            attempt.settle();
                            try {
                                one.dial(dials(seconds(1)), LIMIT).close();
                            } catch (RejectedExecutionException _) {
                                assertThat(begun.get()).as("calls that began").isLessThan(2);
                            } finally {
                                isInterruptedDuring(HOUR.multipliedBy(2));
                            }
                        });
    }

    @CancelEverywhere
    void aRefusedCallerKeepsItsInterrupt(Attempt attempt) {
        isRefused(attempt, () -> call(one, dials(HOUR), LIMIT));
    }

    @CancelEverywhere
    void aCallerThatIsRefusedAfterShutdownKeepsItsInterrupt(Attempt attempt) {
        isRefused(attempt, () -> shutdown(one));
    }

    private void keepsAnInterruptAtItsEnd(Attempt attempt, Dialer dialer) {
        boolean[] learned = {false};
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(400)
                .run(
                        () -> {
                            Thread self = Thread.currentThread();
                            Thread.startVirtualThread(
                                    () -> {
                                        attempt.settle();
                                        answer.countDown();
                                        self.interrupt();
                                    });
                            Called called = call(one, dialer, LIMIT);
                            boolean isSet = isInterruptedDuring(HOUR);
                            learned[0] = isSet || called.thrown() instanceof InterruptedException;
                            Thread.interrupted(); // this interrupt is judged
                        });
        assertThat(learned[0]).as("the caller learns of its interrupt").isTrue();
    }

    @CancelEverywhere
    void anInterruptAtTheEndOfACallIsNotLost(Attempt attempt) {
        keepsAnInterruptAtItsEnd(attempt, endsAtTheAnswer(dials(Duration.ZERO)));
    }

    @CancelEverywhere
    void anInterruptAtAFailureIsNotLost(Attempt attempt) {
        keepsAnInterruptAtItsEnd(
                attempt, endsAtTheAnswer(fails(Duration.ZERO, new IOException("no network"))));
    }

    @CancelEverywhere
    void anInterruptAtTheLimitIsNotLost(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .run(
                        () -> {
                            try {
                                one.dial(dials(HOUR), LIMIT).close();
                            } catch (TimeoutException _) {
                                assertThat(running.get()).as("calls that run").isEqualTo(1);
                            } finally {
                                isInterruptedDuring(HOUR.multipliedBy(2));
                            }
                        });
    }

    @CancelEverywhere
    void eachObjectHasItsOwnPermits(Attempt attempt) {
        Called called =
                undisturbed(
                        attempt,
                        () -> {
                            call(one, dials(HOUR), LIMIT);
                            one.shutdown(Duration.ZERO);
                            return callAndWait(two, dials(seconds(1)), LIMIT);
                        });
        hasItsLine(called, seconds(1));
    }

    /** What shutdown() returned, and when. */
    private record Shutdown(int left, Duration after) {}

    private static Shutdown shutdown(AbandonedThread answer, Duration limit) throws Exception {
        Instant begin = Instant.now();
        int left = answer.shutdown(limit);
        return new Shutdown(left, Duration.between(begin, Instant.now()));
    }

    private static void shutdown(AbandonedThread answer) {
        try {
            answer.shutdown(HOUR);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    private Shutdown abandonsAndShutsDown(Duration limit) throws Exception {
        call(two, dials(HOUR), LIMIT);
        call(two, dials(seconds(30)), LIMIT);
        Shutdown shutdown = shutdown(two, limit);
        isInterruptedDuring(HOUR);
        return shutdown;
    }

    private void leaves(Attempt attempt, Duration limit, int left, Duration after) {
        assertThat(undisturbed(attempt, () -> abandonsAndShutsDown(limit)))
                .as("calls left, and time until shutdown() returned")
                .isEqualTo(new Shutdown(left, after));
    }

    @CancelEverywhere
    void shutdownWaitsForAbandonedCalls(Attempt attempt) {
        leaves(attempt, Duration.ofDays(36_500), 0, HOUR.minus(LIMIT).minus(LIMIT));
    }

    @CancelEverywhere
    void shutdownReportsTheCallsThatStillRun(Attempt attempt) {
        leaves(attempt, Duration.ofMillis(59_001), 1, Duration.ofMillis(59_001));
    }

    @CancelEverywhere
    void aShutdownWithoutTimeReportsTheCallsThatRun(Attempt attempt) {
        leaves(attempt, seconds(-5), 2, Duration.ZERO);
    }

    @CancelEverywhere
    void shutdownWaitsForACallWhoseCallerWaits(Attempt attempt) {
        Duration day = Duration.ofDays(1);
        Shutdown left =
                undisturbed(
                        attempt,
                        () -> {
                            Thread.startVirtualThread(() -> call(two, dials(HOUR), day));
                            attempt.settle();
                            return shutdown(two, day);
                        });
        assertThat(left)
                .as("calls left, and time until shutdown() returned")
                .isEqualTo(new Shutdown(0, HOUR));
    }

    @CancelEverywhere
    void anIdleShutdownReturnsAtOnce(Attempt attempt) {
        assertThat(undisturbed(attempt, () -> List.of(shutdown(one, HOUR), shutdown(one, HOUR))))
                .as("calls left, and time until shutdown() returned, twice")
                .containsOnly(new Shutdown(0, Duration.ZERO));
    }

    @CancelEverywhere
    void aSecondShutdownWaitsAgain(Attempt attempt) {
        List<Shutdown> left =
                undisturbed(
                        attempt,
                        () -> {
                            call(two, dials(HOUR), seconds(1));
                            return List.of(shutdown(two, seconds(2)), shutdown(two, HOUR));
                        });
        assertThat(left)
                .as("calls left, and time until shutdown() returned, twice")
                .containsExactly(
                        new Shutdown(1, seconds(2)), new Shutdown(0, HOUR.minus(seconds(3))));
    }

    @CancelEverywhere
    void aCallAfterShutdownIsRefused(Attempt attempt) {
        List<Called> called = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            call(two, dials(HOUR), LIMIT);
                            Thread.startVirtualThread(() -> shutdown(two));
                            attempt.settle();
                            called.add(call(two, dials(HOUR), LIMIT));
                            assertThat(two.shutdown(seconds(1))).as("calls left").isEqualTo(1);
                            called.add(callAndWait(two, dials(HOUR), LIMIT));
                            called.add(call(two, dials(HOUR), LIMIT));
                            assertThat(two.shutdown(HOUR)).as("calls left").isZero();
                            called.add(call(two, dials(HOUR), LIMIT));
                        });
        called.forEach(each -> threw(each, RejectedExecutionException.class, Duration.ZERO));
    }

    @CancelEverywhere
    void anInterruptedShutdownLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .again()
                .run(
                        () -> {
                            Thread.startVirtualThread(() -> call(two, dials(HOUR), LIMIT));
                            attempt.settle();
                            try {
                                two.shutdown(seconds(1)); // the call still runs
                                two.shutdown(HOUR.multipliedBy(2));
                            } finally {
                                isInterruptedDuring(HOUR.plus(LIMIT));
                            }
                        });
    }

    @CancelEverywhere
    void anInterruptedShutdownLeavesAtOnce(Attempt attempt) {
        leavesAtOnce(
                attempt,
                () -> {
                    if (call(two, dials(HOUR), LIMIT).thrown() instanceof InterruptedException e) {
                        throw e;
                    }
                    return two.shutdown(HOUR);
                });
    }

    @CancelEverywhere
    void aCallDuringShutdownIsCountedOrRefused(Attempt attempt) {
        Called[] called = new Called[1];
        int[] left = new int[1];
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(200)
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> called[0] = call(two, dials(HOUR), LIMIT));
                            left[0] = two.shutdown(seconds(1));
                            other.join();
                            isInterruptedDuring(HOUR);
                        });
        assertThat(left[0])
                .as("calls left, as shutdown() reports; %d began", begun.get())
                .isEqualTo(begun.get());
    }
}
