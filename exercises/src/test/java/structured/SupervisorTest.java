package structured;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class SupervisorTest {
    private static final String ELSEWHERE = "judged by aCancelledSupervisorLearnsOfItsInterrupt";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Supervisor answer = new Supervisor();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Instant> interrupts = new CopyOnWriteArrayList<>();
    private final List<Instant> begins = new CopyOnWriteArrayList<>();
    private volatile Thread caller = Thread.currentThread();
    private volatile Instant interruptedAt = Instant.MAX;

    private static Callable<String> fails(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    /** Takes its time, interrupted or not. */
    private static void takes(Duration time) {
        new CompletableFuture<>().completeOnTimeout(true, time.toSeconds(), SECONDS).join();
    }

    /** One life of a child: it waits, then ends; interrupted, it tidies up and ends differently. */
    private Callable<String> life(
            Duration time, Callable<String> ends, Duration tidiesUp, Callable<String> endsThen) {
        return () -> {
            begun.incrementAndGet();
            begins.add(Instant.now());
            try {
                Thread.sleep(time);
                return ends.call();
            } catch (InterruptedException e) {
                interrupts.add(Instant.now());
                if (tidiesUp.isPositive()) {
                    takes(tidiesUp);
                }
                return endsThen.call();
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    private Callable<String> life(int seconds, Callable<String> ends) {
        return life(
                Duration.ofSeconds(seconds),
                ends,
                Duration.ZERO,
                fails(new InterruptedException()));
    }

    /** A child whose lives are these, one after the other, and the last one ever after. */
    @SafeVarargs
    private static Callable<String> child(AtomicInteger lives, Callable<String>... each) {
        return () -> each[Math.min(lives.getAndIncrement(), each.length - 1)].call();
    }

    private static CallOutcome<String> done(String value) {
        return new Done<>(value);
    }

    private record Called(
            List<CallOutcome<String>> outcomes, Duration after, int running, Throwable thrown) {}

    private Called call(List<Callable<String>> children, int restarts) {
        Instant begin = Instant.now();
        List<CallOutcome<String>> outcomes = List.of();
        Throwable thrown = null;
        try {
            outcomes = answer.run(children, restarts);
        } catch (Throwable t) {
            thrown = t;
        }
        int running = begun.get() - ended.get();
        return new Called(outcomes, Duration.between(begin, Instant.now()), running, thrown);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("lives begun", begun::get).watch("lives ended", ended::get);
    }

    private Called undisturbed(Attempt attempt, List<Callable<String>> children, int restarts) {
        Called called = watched(attempt).undisturbed().call(() -> call(children, restarts)).value();
        assertThat(called.thrown()).as("thrown by run()").isNull();
        assertThat(called.running()).as("children running when run() has ended").isZero();
        return called;
    }

    /** A child that fails {@code failures} times, each after {@code seconds}, and then is done. */
    private Callable<String> failing(AtomicInteger lives, int failures, int seconds) {
        return () ->
                lives.getAndIncrement() < failures
                        ? life(seconds, fails(new IOException("failure"))).call()
                        : life(seconds, () -> "done").call();
    }

    /** Two children with up to three failures each, in every combination. */
    @CancelEverywhere
    void eachChildIsRestartedAsOftenAsItMay(Attempt attempt) {
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int n = 0; n < 16; n++) {
                                expected.add(inWords(n / 4, n % 4));
                                seen.add(twoFailing(n / 4, n % 4));
                            }
                        });
        assertThat(seen).as("lives of two children, and how they ended").isEqualTo(expected);
    }

    private static String inWords(int a, int b) {
        List<String> ends = List.of(a < 3 ? "Done" : "Failed", b < 3 ? "Done" : "Failed");
        return Math.min(a + 1, 3) + " and " + Math.min(b + 1, 3) + ": " + ends;
    }

    private String twoFailing(int failuresOfA, int failuresOfB) {
        AtomicInteger livesOfA = new AtomicInteger();
        AtomicInteger livesOfB = new AtomicInteger();
        Callable<String> a = failing(livesOfA, failuresOfA, 2);
        Called called = call(List.of(a, failing(livesOfB, failuresOfB, 3)), 2);
        List<String> ends =
                called.outcomes().stream().map(end -> end.getClass().getSimpleName()).toList();
        return livesOfA + " and " + livesOfB + ": " + ends;
    }

    private static Callable<String> withItsStatusSet(Callable<String> ends) {
        return () -> {
            Thread.currentThread().interrupt();
            return ends.call();
        };
    }

    @CancelEverywhere
    void aChildWithoutRestartsFailsAtOnce(Attempt attempt) {
        IOException failure = new IOException("the first");
        AtomicInteger lives = new AtomicInteger();
        Callable<String> child = child(lives, life(1, fails(failure)), () -> "no");
        List<Callable<String>> two = List.of(child, withItsStatusSet(fails(failure)));
        List<CallOutcome<String>> ends = undisturbed(attempt, two, 0).outcomes();
        assertThat(ends).as("outcomes").containsExactly(new Failed<>(failure), new Cancelled<>());
        assertThat(lives.get()).as("lives of a child without restarts").isEqualTo(1);
    }

    @CancelEverywhere
    void theLastFailureIsReported(Attempt attempt) {
        IOException last = new IOException("the last");
        Callable<String> child =
                child(
                        new AtomicInteger(),
                        fails(new IOException("the first")),
                        fails(new AssertionError("cannot happen")),
                        fails(last));
        assertThat(undisturbed(attempt, List.of(child), 2).outcomes())
                .as("outcome of a child that failed three times")
                .containsExactly(new Failed<>(last));
    }

    private void isRestarted(Attempt attempt, Throwable failure) {
        Callable<String> child = child(new AtomicInteger(), fails(failure), () -> "done");
        assertThat(undisturbed(attempt, List.of(child), 1).outcomes())
                .as("outcome of a child that was restarted after %s", failure)
                .containsExactly(done("done"));
    }

    @CancelEverywhere
    void anErrorIsAFailure(Attempt attempt) {
        isRestarted(attempt, new AssertionError("cannot happen"));
    }

    @CancelEverywhere
    void aTimeoutOfASocketIsAFailure(Attempt attempt) {
        isRestarted(attempt, new SocketTimeoutException("no answer"));
    }

    @CancelEverywhere
    void anUncheckedExceptionIsAFailure(Attempt attempt) {
        isRestarted(attempt, new IllegalStateException("broken"));
    }

    @CancelEverywhere
    void manyRestartsAreMade(Attempt attempt) {
        List<Callable<String>> children = List.of(failing(new AtomicInteger(), 300, 1));
        Called called = undisturbed(attempt, children, Integer.MAX_VALUE);
        assertThat(called.outcomes()).as("outcomes").containsExactly(done("done"));
        assertThat(called.after()).as("time of 301 lives").isEqualTo(Duration.ofSeconds(301));
    }

    @CancelEverywhere
    void aChildThatIsInTheListTwiceHasTwoCounts(Attempt attempt) {
        AtomicInteger lives = new AtomicInteger();
        Callable<String> same = child(lives, fails(new IOException("failure")));
        assertThat(undisturbed(attempt, List.of(same, same), 2).outcomes()).hasSize(2);
        assertThat(lives.get()).as("lives of both").isEqualTo(6);
    }

    @CancelEverywhere
    void aChildThatIsDoneIsNotRestarted(Attempt attempt) {
        AtomicInteger lives = new AtomicInteger();
        List<Callable<String>> children =
                List.of(child(lives, () -> null, () -> "no"), withItsStatusSet(() -> "done"));
        Called called = undisturbed(attempt, children, 3);
        assertThat(called.outcomes()).as("outcomes").containsExactly(done(null), done("done"));
        assertThat(lives.get()).as("lives of a child that returned").isEqualTo(1);
    }

    @CancelEverywhere
    void aFailureDoesNotDisturbTheSiblings(Attempt attempt) {
        Callable<String> fails = life(1, fails(new IOException("failure")));
        List<Callable<String>> children =
                List.of(life(HOUR, () -> "a", HOUR, () -> "cut"), fails, life(3, () -> "c"));
        Called called = undisturbed(attempt, children, 3);
        assertThat(called.outcomes().getFirst()).as("first sibling").isEqualTo(done("a"));
        assertThat(called.outcomes().getLast()).as("second sibling").isEqualTo(done("c"));
        assertThat(interrupts).as("interrupts of siblings").isEmpty();
        assertThat(begun.get()).as("lives of three children").isEqualTo(6);
        assertThat(called.after()).as("time until run() returned").isEqualTo(HOUR);
    }

    private void isCancelled(Attempt attempt, Callable<String> cancelled) {
        AtomicInteger lives = new AtomicInteger();
        List<Callable<String>> children =
                List.of(child(lives, cancelled, () -> "restarted"), life(3, () -> "b"));
        assertThat(undisturbed(attempt, children, 3).outcomes())
                .as("outcomes of a cancelled child and its sibling")
                .containsExactly(new Cancelled<>(), done("b"));
        assertThat(lives.get()).as("lives of a cancelled child").isEqualTo(1);
    }

    @CancelEverywhere
    void aChildThatThrowsAnInterruptIsNotRestarted(Attempt attempt) {
        isCancelled(attempt, fails(new InterruptedException()));
    }

    @CancelEverywhere
    void aChildThatThrowsACancellationIsNotRestarted(Attempt attempt) {
        isCancelled(attempt, fails(new CancellationException()));
    }

    @CancelEverywhere
    void aChildThatFailsWithItsStatusSetIsNotRestarted(Attempt attempt) {
        List<Callable<String>> children =
                List.of(
                        withItsStatusSet(fails(new IOException("closed by interrupt"))),
                        withItsStatusSet(fails(new IllegalStateException("broken"))),
                        withItsStatusSet(fails(new AssertionError("cannot happen"))));
        assertThat(undisturbed(attempt, children, 3).outcomes())
                .as("outcomes of children that fail with the interrupt status set")
                .hasSize(3)
                .containsOnly(new Cancelled<>());
    }

    @CancelEverywhere
    void aSupervisorWithoutChildrenReturnsAtOnce(Attempt attempt) {
        assertThat(undisturbed(attempt, List.of(), 3).outcomes()).as("outcomes").isEmpty();
    }

    @CancelEverywhere
    void manyChildrenRunAtTheSameTime(Attempt attempt) {
        IntStream numbers = IntStream.rangeClosed(1, 300);
        List<Callable<String>> children =
                numbers.mapToObj(n -> life(n * 60, () -> "child")).toList();
        Called called = undisturbed(attempt, children, 0);
        assertThat(called.outcomes()).hasSize(300).containsOnly(done("child"));
        assertThat(called.after()).as("time of the longest life").isEqualTo(HOUR.multipliedBy(5));
    }

    @CancelEverywhere
    void twoCallsAtTheSameTimeAreIndependent(Attempt attempt) {
        List<Called> called = new CopyOnWriteArrayList<>();
        List<Callable<String>> a = List.of(failing(new AtomicInteger(), 2, 1_000));
        List<Callable<String>> b = List.of(life(3_600, () -> "b"));
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Thread first = Thread.startVirtualThread(() -> called.add(call(a, 2)));
                            Thread second = Thread.startVirtualThread(() -> call(b, 2));
                            Thread.sleep(Duration.ofSeconds(2));
                            second.interrupt();
                            first.join();
                            second.join();
                        });
        assertThat(called.getFirst().outcomes())
                .as("outcomes of the call that is not interrupted")
                .containsExactly(done("done"));
        assertThat(interrupts).as("interrupts of children").hasSize(1);
    }

    /** Without the lab, because there are so many lives. */
    @Test
    void aChildMayFailAHundredThousandTimes() throws InterruptedException {
        AtomicInteger lives = new AtomicInteger();
        IOException failure = new IOException("failure");
        Callable<String> child =
                () -> lives.getAndIncrement() < 100_000 ? fails(failure).call() : "done";
        assertThat(answer.run(List.of(child), Integer.MAX_VALUE))
                .as("outcome of a child that has failed 100,000 times")
                .containsExactly(done("done"));
    }

    private void callAndBeInterruptedAfter(int seconds, List<Thread> callers) {
        Callable<String> failsLate = cancelled(1, fails(new IOException("failure")));
        Thread thread = Thread.startVirtualThread(() -> call(List.of(failsLate), 2));
        callers.add(thread);
        Thread.startVirtualThread(
                () -> {
                    takes(Duration.ofSeconds(seconds));
                    thread.interrupt();
                });
    }

    @CancelEverywhere
    void twoInterruptedCallsRestartNoChild(Attempt attempt) {
        List<Thread> callers = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            callAndBeInterruptedAfter(2, callers);
                            callAndBeInterruptedAfter(3, callers);
                            for (Thread each : callers) {
                                each.join();
                            }
                        });
        assertThat(begun.get()).as("lives of the two cancelled children").isEqualTo(2);
    }

    // Cancellation of the supervisor

    private Callable<String> cancelled(int hours, Callable<String> ends) {
        return life(HOUR, () -> "not cancelled", HOUR.multipliedBy(hours), ends);
    }

    private static String failsLater() throws Exception {
        Thread.sleep(1_000);
        throw new IOException("failure");
    }

    /** One child fails, and four end in different ways when they are interrupted. */
    private List<Callable<String>> five() {
        return List.of(
                SupervisorTest::failsLater,
                cancelled(0, fails(new IOException("could not tidy up"))),
                cancelled(1, fails(new IllegalStateException("broken"))),
                cancelled(2, fails(new AssertionError("cannot happen"))),
                cancelled(0, () -> "swallowed"));
    }

    @CancelEverywhere
    void aCancelledSupervisorLearnsOfItsInterrupt(Attempt attempt) {
        AtomicInteger lives = new AtomicInteger();
        Outcome<List<CallOutcome<String>>> outcome =
                watched(attempt)
                        .onThread("body")
                        .atLeastOnePoint()
                        .inPairs()
                        .call(() -> answer.run(List.of(failing(lives, 1, 1), () -> "b"), 2));
        if (outcome.returned()) {
            assertThat(outcome.value())
                    .as("outcomes that an interrupted caller got")
                    .containsExactly(done("done"), done("b"));
        }
    }

    @CancelEverywhere
    void noChildOutlivesACancelledSupervisor(Attempt attempt) {
        Attempt anywhere = watched(attempt).onThread("body").mayAbsorb(ELSEWHERE).interrupts(12);
        Called called = anywhere.call(() -> call(five(), 2)).value();
        assertThat(called.running()).as("children running when run() has ended").isZero();
    }

    @CancelEverywhere
    void aCancelledChildIsNotRestartedWhateverItThrows(Attempt attempt) {
        Attempt anywhere = watched(attempt).onThread("body").mayAbsorb(ELSEWHERE).inPairs();
        anywhere.call(() -> call(five(), 2));
        assertThat(begun.get()).as("lives of the cancelled children").isLessThanOrEqualTo(4);
    }

    private void interruptsTheCaller() {
        interruptedAt = Instant.now();
        caller.interrupt();
    }

    @CancelEverywhere
    void aCancelledSupervisorInterruptsItsChildrenAtOnce(Attempt attempt) {
        Callable<String> tidiesUp = cancelled(1, fails(new InterruptedException()));
        List<Callable<String>> children =
                List.of(tidiesUp, failing(new AtomicInteger(), 2, 600), life(3_600, () -> "b"));
        Duration late =
                watched(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .action("interrupts the caller", this::interruptsTheCaller)
                        .call(
                                () -> {
                                    caller = Thread.currentThread();
                                    call(children, 2);
                                    return Duration.between(interruptedAt, Instant.now());
                                })
                        .value();
        assertThat(late)
                .as("time from the interrupt of the caller to the end of run(); a child tidies up")
                .isLessThanOrEqualTo(HOUR);
        assertThat(interrupts)
                .as("interrupts of children, after that of the caller")
                .noneMatch(each -> each.isAfter(interruptedAt));
    }

    private void inEverySchedule(Attempt attempt, int restarts, List<Callable<String>> children) {
        Attempt anywhere = watched(attempt).onThread("body").mayAbsorb(ELSEWHERE).delayBound(1);
        anywhere.runBudget(300);
        Called called = anywhere.call(() -> call(children, restarts)).value();
        assertThat(called.running()).as("children running when run() has ended").isZero();
    }

    @CancelEverywhere
    void aFailureDuringTheCancellationEndsInEverySchedule(Attempt attempt) {
        AtomicInteger lives = new AtomicInteger();
        Callable<String> fails = child(lives, fails(new IOException("failure")));
        inEverySchedule(attempt, 1, List.of(fails, life(HOUR, () -> "b", HOUR, fails)));
        assertThat(lives.get()).as("lives of a failing child").isLessThanOrEqualTo(3);
    }

    private Called interruptedByItsChild() {
        Thread supervisor = Thread.currentThread();
        Callable<String> interrupts =
                () -> {
                    supervisor.interrupt();
                    throw new IOException("failure");
                };
        Callable<String> next = life(3_600, () -> "no");
        return call(List.of(child(new AtomicInteger(), interrupts, next)), 1);
    }

    @CancelEverywhere
    void aLifeThatBeginsDuringTheCancellationIsInterrupted(Attempt attempt) {
        Attempt anyhow = watched(attempt).undisturbed().delayBound(0).runBudget(300);
        anyhow.mayInterruptItself("the child interrupts the supervisor");
        Called called = anyhow.call(this::interruptedByItsChild).value();
        assertThat(called.after()).as("time until run() ended").isZero();
        assertThat(called.running()).as("children running when run() has ended").isZero();
    }

    @CancelEverywhere
    void aChildThatFailsAtItsInterruptIsNotRestarted(Attempt attempt) {
        Callable<String> fails = fails(new IOException("failure"));
        inEverySchedule(attempt, 2, List.of(life(HOUR, () -> "b", Duration.ZERO, fails)));
        assertThat(begun.get()).as("lives of the child").isLessThanOrEqualTo(1);
    }

    @CancelEverywhere
    void aCancelledSupervisorCanBeUsedAgain(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .again()
                .call(
                        () -> {
                            Callable<String> restarted = failing(new AtomicInteger(), 2, 1);
                            return answer.run(List.of(restarted, life(2, () -> "b")), 2);
                        });
    }
}
