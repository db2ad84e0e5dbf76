package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class PartialResultsTest {
    private static final String ELSEWHERE = "judged by anInterruptedCallerLearnsOfItsInterrupt";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private final IOException refused = new IOException("connection refused");

    private final PartialResults answer = new PartialResults();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile Thread caller = Thread.currentThread();
    private volatile Instant interruptedAt = Instant.MAX;

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Callable<String> fails(Throwable failure) {
        return () -> {
            PartialResultsTest.<Exception>throwAnything(failure);
            return "never reached";
        };
    }

    /** The compiler lets it throw anything, also what is neither an exception nor an error. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void throwAnything(Throwable failure) throws X {
        throw (X) failure;
    }

    /** A task that waits, then ends; interrupted, it tidies up and ends in another way. */
    private Callable<String> task(
            Duration time, Callable<String> ends, Duration tidiesUp, Callable<String> endsLate) {
        return () -> {
            begun.incrementAndGet();
            try {
                Thread.sleep(time);
                return ends.call();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                Thread.sleep(tidiesUp);
                return endsLate.call();
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    private Callable<String> task(Duration time, Callable<String> ends) {
        return task(time, ends, Duration.ZERO, fails(new InterruptedException()));
    }

    private Callable<String> gives(String value, long seconds) {
        return task(seconds(seconds), () -> value);
    }

    private Callable<String> late(Duration tidiesUp, Callable<String> endsLate) {
        return task(HOUR, () -> "after an hour", tidiesUp, endsLate);
    }

    private static CallOutcome<String> done(String value) {
        return new Done<>(value);
    }

    private static CallOutcome<String> failed(Throwable cause) {
        return new Failed<>(cause);
    }

    private static CallOutcome<String> timedOut() {
        return new TimedOut<>();
    }

    /** What a call of run() gave, and when. */
    private record Called(
            List<CallOutcome<String>> outcomes, Duration after, int running, Throwable thrown) {}

    private Called call(List<Callable<String>> tasks, Duration limit) {
        Instant begin = Instant.now();
        List<CallOutcome<String>> outcomes = List.of();
        Throwable thrown = null;
        try {
            outcomes = answer.run(tasks, limit);
        } catch (Throwable t) {
            thrown = t;
        }
        int running = begun.get() - ended.get();
        return new Called(outcomes, Duration.between(begin, Instant.now()), running, thrown);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", begun::get).watch("ended", ended::get);
    }

    private Called undisturbed(Attempt attempt, Duration limit, List<Callable<String>> tasks) {
        Called called = watched(attempt).undisturbed().call(() -> call(tasks, limit)).value();
        assertThat(called.thrown()).as("thrown by run()").isNull();
        assertThat(called.running()).as("tasks running when run() has ended").isZero();
        return called;
    }

    /** Each task is done in time, fails in time, or is late, in every combination. */
    @CancelEverywhere
    void everyCombinationOfEndingsIsReportedInSequence(Attempt attempt) {
        List<List<CallOutcome<String>>> expected = new ArrayList<>();
        List<Called> called = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int combination = 0; combination < 27; combination++) {
                                List<Callable<String>> tasks = new ArrayList<>();
                                List<CallOutcome<String>> outcomes = new ArrayList<>();
                                for (int n = 0, rest = combination; n < 3; n++, rest /= 3) {
                                    add(rest % 3, 3 - n, tasks, outcomes);
                                }
                                called.add(call(tasks, LIMIT));
                                expected.add(outcomes);
                            }
                        });
        assertThat(called.stream().map(Called::outcomes).toList())
                .as("outcomes of three tasks, in 27 combinations")
                .isEqualTo(expected);
    }

    private void add(
            int ending, int second, List<Callable<String>> to, List<CallOutcome<String>> expected) {
        switch (ending) {
            case 0 -> {
                to.add(gives("value " + second, second));
                expected.add(done("value " + second));
            }
            case 1 -> {
                to.add(task(seconds(second), fails(refused)));
                expected.add(failed(refused));
            }
            default -> {
                Throwable late =
                        List.of(new InterruptedException(), refused, new Error()).get(second % 3);
                to.add(late(Duration.ZERO, fails(late)));
                expected.add(timedOut());
            }
        }
    }

    private void isReported(Attempt attempt, Callable<String> task, CallOutcome<String> outcome) {
        List<Callable<String>> tasks = List.of(gives("before", 1), task, gives("after", 3));
        assertThat(undisturbed(attempt, LIMIT, tasks).outcomes())
                .as("outcomes of three tasks")
                .containsExactly(done("before"), outcome, done("after"));
    }

    @CancelEverywhere
    void aTaskMayReturnNull(Attempt attempt) {
        isReported(attempt, gives(null, 2), done(null));
    }

    @CancelEverywhere
    void anErrorIsAFailure(Attempt attempt) {
        AssertionError error = new AssertionError("cannot happen");
        isReported(attempt, task(seconds(2), fails(error)), failed(error));
    }

    @CancelEverywhere
    void aFailureIsReportedAsItWasThrown(Attempt attempt) {
        List<Throwable> thrown =
                List.of(
                        new CompletionException(refused),
                        new ExecutionException(refused),
                        new RuntimeException(refused),
                        new CancellationException("its own"),
                        new Error(refused),
                        new Throwable("neither an exception nor an error"));
        List<Callable<String>> tasks = new ArrayList<>();
        thrown.forEach(each -> tasks.add(fails(each)));
        assertThat(undisturbed(attempt, LIMIT, tasks).outcomes())
                .as("outcomes of tasks that fail")
                .isEqualTo(thrown.stream().map(PartialResultsTest::failed).toList());
    }

    @CancelEverywhere
    void aTimeoutOfTheTaskItselfIsAFailure(Attempt attempt) {
        TimeoutException timeout = new TimeoutException("no answer");
        isReported(attempt, fails(timeout), failed(timeout));
    }

    @CancelEverywhere
    void aTaskThatThrowsAnInterruptOfItsOwnHasFailed(Attempt attempt) {
        InterruptedException own = new InterruptedException("its own");
        isReported(attempt, fails(own), failed(own));
    }

    @CancelEverywhere
    void runEndsWithTheLastTaskBeforeTheLimit(Attempt attempt) {
        List<Callable<String>> tasks = List.of(gives("a", 2), task(seconds(3), fails(refused)));
        assertThat(undisturbed(attempt, LIMIT, tasks).after())
                .as("time until run() returned; the last task ended after 3 seconds")
                .isEqualTo(seconds(3));
    }

    private void isCutAt(Attempt attempt, Duration limit, Duration longer) {
        Callable<String> late = task(longer, () -> "late");
        Callable<String> inTime = task(limit.minusNanos(1), () -> "in time");
        Called called = undisturbed(attempt, limit, List.of(late, late, inTime));
        assertThat(called.outcomes())
                .as("outcomes of two late tasks and one that ends in time")
                .containsExactly(timedOut(), timedOut(), done("in time"));
        assertThat(called.after()).as("time until run() returned").isEqualTo(limit);
        assertThat(interrupted.get()).as("late tasks that were interrupted").isEqualTo(2);
    }

    @CancelEverywhere
    void runEndsAtTheLimitIfTasksAreLate(Attempt attempt) {
        Duration limit = Duration.ofSeconds(1, 999_999_999);
        isCutAt(attempt, limit, limit.plusNanos(1));
    }

    @CancelEverywhere
    void aLimitMayLastForDays(Attempt attempt) {
        isCutAt(attempt, Duration.ofDays(4), Duration.ofDays(5));
    }

    @CancelEverywhere
    void aLimitMayLastForACentury(Attempt attempt) {
        List<Callable<String>> tasks = List.of(task(Duration.ofDays(9), () -> "in time"));
        assertThat(undisturbed(attempt, Duration.ofDays(36_500), tasks).outcomes())
                .as("outcomes")
                .containsExactly(done("in time"));
    }

    private void hasNoTime(Attempt attempt, Duration limit) {
        Called called = undisturbed(attempt, limit, List.of(gives("a", 1), gives("b", 2)));
        assertThat(called.outcomes()).as("outcomes").containsExactly(timedOut(), timedOut());
        assertThat(called.after()).as("time until run() returned").isZero();
    }

    @CancelEverywhere
    void aLimitOfZeroCutsEveryTask(Attempt attempt) {
        hasNoTime(attempt, Duration.ZERO);
    }

    @CancelEverywhere
    void aNegativeLimitCutsEveryTask(Attempt attempt) {
        hasNoTime(attempt, seconds(-5));
    }

    private void isLate(Attempt attempt, Callable<String> endsLate) {
        Duration tidiesUp = Duration.ofDays(2);
        List<Callable<String>> tasks = List.of(late(tidiesUp, endsLate), gives("a", 1));
        Called called = undisturbed(attempt, LIMIT, tasks);
        assertThat(called.after())
                .as("time until run() returned; a task needs two days to tidy up")
                .isEqualTo(LIMIT.plus(tidiesUp));
        assertThat(called.outcomes()).as("outcomes").containsExactly(timedOut(), done("a"));
    }

    @CancelEverywhere
    void aValueAfterTheLimitIsNotReported(Attempt attempt) {
        isLate(attempt, () -> "late");
    }

    @CancelEverywhere
    void aFailureAfterTheLimitIsNotReported(Attempt attempt) {
        isLate(attempt, fails(refused));
    }

    @CancelEverywhere
    void aListWithoutTasksHasNoOutcomes(Attempt attempt) {
        Called called = undisturbed(attempt, LIMIT, List.of());
        assertThat(called.outcomes()).as("outcomes of no task").isEmpty();
        assertThat(called.after()).as("time until run() returned").isZero();
    }

    @CancelEverywhere
    void manyTasksRunAtTheSameTime(Attempt attempt) {
        List<Callable<String>> tasks = new ArrayList<>();
        IntStream.range(0, 300).forEach(n -> tasks.add(gives("" + n, 300 - n)));
        List<CallOutcome<String>> expected = new ArrayList<>();
        IntStream.range(0, 300).forEach(n -> expected.add(done("" + n)));
        Called called = undisturbed(attempt, HOUR, tasks);
        assertThat(called.outcomes()).as("outcomes of 300 tasks").isEqualTo(expected);
        assertThat(called.after()).as("time until run() returned").isEqualTo(seconds(300));
    }

    @CancelEverywhere
    void runWaitsForEachOfManyLateTasks(Attempt attempt) {
        List<Callable<String>> tasks = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(n -> tasks.add(late(seconds(n), () -> "late")));
        Called called = undisturbed(attempt, LIMIT, tasks);
        assertThat(called.outcomes()).as("outcomes").hasSize(30).containsOnly(timedOut());
        assertThat(called.after()).as("time until run() returned").isEqualTo(LIMIT.plusSeconds(30));
    }

    private void twoCall(List<Called> left) throws InterruptedException {
        Thread other =
                Thread.startVirtualThread(
                        () ->
                                left.set(
                                        1,
                                        call(
                                                List.of(
                                                        gives("b", 5),
                                                        late(seconds(1), () -> "late")),
                                                seconds(6))));
        left.set(0, call(List.of(gives("a", 1)), LIMIT));
        other.join();
    }

    @CancelEverywhere
    void twoCallersGetTheirOwnOutcomes(Attempt attempt) {
        Called none = new Called(List.of(), Duration.ZERO, 0, new Exception());
        List<Called> left = new ArrayList<>(List.of(none, none));
        attempt.undisturbed().delayBound(1).runBudget(120).run(() -> twoCall(left));
        assertThat(left.stream().map(Called::outcomes))
                .as("outcomes of the two callers")
                .containsExactly(List.of(done("a")), List.of(done("b"), timedOut()));
        assertThat(left.stream().map(Called::after))
                .as("time until run() returned to each of the two callers")
                .containsExactly(seconds(1), seconds(7));
    }

    @CancelEverywhere
    void anInterruptedCallDoesNotDisturbAnother(Attempt attempt) {
        List<Called> left = new ArrayList<>();
        Callable<String> waits = late(Duration.ZERO, fails(new InterruptedException()));
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(() -> call(List.of(waits), HOUR));
                            Thread.startVirtualThread(() -> interruptsAfterASecond(other));
                            left.add(call(List.of(gives("a", 2)), LIMIT));
                            other.join();
                        });
        assertThat(left.getFirst().outcomes()).as("outcomes").containsExactly(done("a"));
    }

    private static void interruptsAfterASecond(Thread thread) {
        try {
            Thread.sleep(seconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    /** A task ends while the limit is reached. */
    @CancelEverywhere
    void aTaskThatEndsWithTheLimitIsReportedOnce(Attempt attempt) {
        List<Callable<String>> tasks =
                List.of(gives("a", 10), gives("b", 1), task(seconds(10), fails(refused)));
        attempt.delayBound(1).runBudget(150);
        List<CallOutcome<String>> outcomes = undisturbed(attempt, LIMIT, tasks).outcomes();
        assertThat(outcomes).as("outcomes of three tasks").hasSize(3);
        assertThat(outcomes.get(0)).as("of the first").isIn(done("a"), timedOut());
        assertThat(outcomes.get(1)).as("of the second").isEqualTo(done("b"));
        assertThat(outcomes.get(2)).as("of the third").isIn(failed(refused), timedOut());
    }

    /** One is done, one fails, one is late and tidies up. */
    private List<Callable<String>> three() {
        return List.of(
                gives("a", 1),
                task(seconds(2), fails(refused)),
                late(Duration.ofHours(2), () -> "late"));
    }

    @CancelEverywhere
    void anInterruptedCallerLearnsOfItsInterrupt(Attempt attempt) {
        Attempt anywhere = watched(attempt).onThread("body").atLeastOnePoint().inPairs();
        Outcome<List<CallOutcome<String>>> outcome =
                anywhere.call(() -> answer.run(three(), LIMIT));
        if (outcome.returned()) {
            assertThat(outcome.value())
                    .as("outcomes that an interrupted caller got")
                    .containsExactly(done("a"), failed(refused), timedOut());
        } else {
            assertThat(outcome.thrown().orElseThrow())
                    .as("what an interrupted caller gets")
                    .isInstanceOf(InterruptedException.class);
        }
    }

    /** The task ends while the caller is interrupted. */
    @CancelEverywhere
    void anInterruptIsNotLostInAnySchedule(Attempt attempt) {
        List<Callable<String>> tasks = List.of(() -> "a", fails(refused));
        Outcome<List<CallOutcome<String>>> outcome =
                watched(attempt)
                        .onThread("body")
                        .delayBound(1)
                        .runBudget(200)
                        .call(() -> answer.run(tasks, LIMIT));
        if (outcome.returned()) {
            assertThat(outcome.value())
                    .as("outcomes that an interrupted caller got")
                    .containsExactly(done("a"), failed(refused));
        }
    }

    @CancelEverywhere
    void noTaskOutlivesAnInterruptedCaller(Attempt attempt) {
        Called called =
                watched(attempt)
                        .onThread("body")
                        .mayAbsorb(ELSEWHERE)
                        .interrupts(12)
                        .call(() -> call(three(), LIMIT))
                        .value();
        assertThat(called.running()).as("tasks running when run() has ended").isZero();
    }

    private void interruptsTheCaller() {
        interruptedAt = Instant.now();
        caller.interrupt();
    }

    private Duration fromInterruptToEnd() {
        caller = Thread.currentThread();
        call(List.of(gives("a", 1), task(HOUR, () -> "b"), task(HOUR, () -> "c")), LIMIT);
        return Duration.between(interruptedAt, Instant.now());
    }

    @CancelEverywhere
    void anInterruptedCallerInterruptsItsTasksAtOnce(Attempt attempt) {
        Attempt anywhere = watched(attempt).mayAbsorb(ELSEWHERE);
        anywhere.action("interrupts the caller", this::interruptsTheCaller);
        assertThat(anywhere.call(this::fromInterruptToEnd).value())
                .as("time from the interrupt of the caller to the end of run()")
                .isLessThanOrEqualTo(Duration.ZERO);
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        List<Callable<String>> tasks = List.of(gives("a", 1), gives("b", 2));
        watched(attempt).onThread("body").again().call(() -> answer.run(tasks, LIMIT));
    }
}
