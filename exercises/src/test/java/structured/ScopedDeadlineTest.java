package structured;

import static org.assertj.core.api.Assertions.assertThat;

import static structured.ScopedDeadline.within;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class ScopedDeadlineTest {
    private static final String ELSEWHERE = "judged by aCancelledCallerLearnsOfItsInterrupt";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HOURS = Duration.ofHours(2);

    private final List<Optional<Duration>> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile Thread caller = Thread.currentThread();
    private volatile Instant interruptedAt = Instant.MAX;

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Optional<Duration> time(long seconds) {
        return Optional.of(seconds(seconds));
    }

    private String sees() {
        seen.add(ScopedDeadline.left());
        return "seen";
    }

    private String seesAfter(Duration time) throws InterruptedException {
        Thread.sleep(time);
        return sees();
    }

    private static Callable<String> fails(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    /** Work that takes {@code time}; interrupted, it tidies up and then ends in its own way. */
    private Callable<String> takes(Duration time, Duration tidiesUp, Callable<String> thenEnds) {
        return () -> {
            begun.incrementAndGet();
            try {
                Thread.sleep(time);
                return "done";
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                Thread.sleep(tidiesUp);
                return thenEnds.call();
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    private Callable<String> takes(Duration time) {
        return takes(time, Duration.ZERO, fails(new InterruptedException()));
    }

    /** How a call of within() ended, and when. */
    private record Called(Duration after, Throwable thrown, String value, int running) {}

    private Called call(Duration limit, Callable<String> work) {
        Instant begin = Instant.now();
        Throwable thrown = null;
        String value = "nothing";
        try {
            value = within(limit, work);
        } catch (Throwable t) {
            thrown = t;
        }
        int running = begun.get() - ended.get();
        return new Called(Duration.between(begin, Instant.now()), thrown, value, running);
    }

    private Called undisturbed(Attempt attempt, Duration limit, Callable<String> work) {
        return watched(attempt).undisturbed().call(() -> call(limit, work)).value();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", begun::get).watch("ended", ended::get);
    }

    @CancelEverywhere
    void aCallerOutsideSeesNoDeadlineAndKeepsItsStatus(Attempt attempt) {
        attempt.run(this::sees);
        assertThat(seen).as("time left, outside").containsExactly(Optional.empty());
    }

    @CancelEverywhere
    void workSeesTheTimeThatIsLeft(Attempt attempt) {
        Duration limit = Duration.ofSeconds(10, 1);
        undisturbed(attempt, limit, () -> sees() + seesAfter(Duration.ofMillis(9_999)));
        assertThat(seen)
                .as("time left")
                .containsExactly(Optional.of(limit), Optional.of(Duration.ofNanos(1_000_001)));
    }

    @CancelEverywhere
    void aChildCannotLengthenTheDeadline(Attempt attempt) {
        undisturbed(attempt, seconds(10), () -> within(Duration.ofDays(9), this::sees));
        assertThat(seen).as("time left in a child with nine days").containsExactly(time(10));
    }

    @CancelEverywhere
    void aDeadlineIsComparedToTheNanosecond(Attempt attempt) {
        Duration shorter = Duration.ofSeconds(9, 999_999_999);
        Callable<String> longer = () -> within(Duration.ofSeconds(10, 1), this::sees);
        undisturbed(attempt, seconds(10), () -> longer.call() + within(shorter, this::sees));
        assertThat(seen).as("time left").containsExactly(time(10), Optional.of(shorter));
    }

    /** Each level after the first begins a second later than the one around it. */
    private String levels(List<Integer> limits) throws Exception {
        sees();
        if (limits.isEmpty()) {
            return "";
        }
        Thread.sleep(seconds(1));
        return within(seconds(limits.getFirst()), () -> levels(limits.subList(1, limits.size())));
    }

    @CancelEverywhere
    void eachLevelSeesTheEarliestDeadlineAroundIt(Attempt attempt) {
        undisturbed(attempt, seconds(20), () -> levels(List.of(60, 10, 9, 30, 3, 5)));
        assertThat(seen)
                .as("time left, level by level")
                .containsExactly(time(20), time(19), time(10), time(9), time(8), time(3), time(2));
    }

    private String callsAndSees(Duration limit, Callable<String> work) {
        call(limit, work);
        return sees();
    }

    @CancelEverywhere
    void theOuterDeadlineIsBackAfterEachCall(Attempt attempt) {
        undisturbed(
                attempt,
                seconds(10),
                () -> {
                    callsAndSees(seconds(3), this::sees);
                    callsAndSees(seconds(2), takes(HOUR)); // ends with a timeout
                    callsAndSees(seconds(3), fails(new IOException("the disk is full")));
                    callsAndSees(seconds(3), fails(new AssertionError("cannot happen")));
                    return callsAndSees(seconds(-5), this::sees);
                });
        assertThat(seen)
                .as("time left in the first call, and after each call")
                .containsExactly(time(3), time(10), time(8), time(8), time(8), time(8));
    }

    @CancelEverywhere
    void theOuterDeadlineIsBackAfterACancelledCall(Attempt attempt) {
        watched(attempt)
                .inPairs()
                .mayAbsorb(ELSEWHERE)
                .run(() -> call(seconds(10), () -> callsAndSees(seconds(1), takes(HOUR))));
        for (Optional<Duration> after : seen) {
            assertThat(after.orElse(HOUR))
                    .as("time left of 10 seconds, after a call with a limit of a second")
                    .isBetween(seconds(9), seconds(10));
        }
    }

    private static String inAScope(Callable<?> owner, Callable<?>... subtasks) throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            for (Callable<?> subtask : subtasks) {
                scope.fork(subtask);
            }
            owner.call();
            scope.join();
            return "done";
        }
    }

    @CancelEverywhere
    void theSubtasksOfAScopeSeeTheDeadline(Attempt attempt) {
        Callable<String> work =
                () -> inAScope(() -> "", this::sees, () -> within(HOUR, this::sees));
        returns(attempt, seconds(10), work, "done");
        assertThat(seen).as("time left in two subtasks").containsExactly(time(10), time(10));
    }

    @CancelEverywhere
    void aSubtaskShortensItsOwnDeadlineOnly(Attempt attempt) {
        Callable<String> one = () -> within(seconds(3), takes(seconds(2)));
        Callable<String> other = () -> seesAfter(seconds(1));
        undisturbed(attempt, seconds(10), () -> inAScope(() -> "", one, other) + sees());
        assertThat(seen)
                .as("time left in the other subtask, and in the owner")
                .containsExactly(time(9), time(8));
    }

    private void twoCall() throws InterruptedException {
        Thread other = Thread.startVirtualThread(() -> call(seconds(3), this::sees));
        call(seconds(10), this::sees);
        other.join();
    }

    @CancelEverywhere
    void twoCallersHaveTheirOwnDeadlines(Attempt attempt) {
        attempt.undisturbed().delayBound(1).runBudget(150).run(this::twoCall);
        assertThat(seen).as("time left").containsExactlyInAnyOrder(time(3), time(10));
    }

    private void returns(Attempt attempt, Duration limit, Callable<String> work, String value) {
        Called called = undisturbed(attempt, limit, work);
        assertThat(called.thrown()).as("thrown when work has ended in time").isNull();
        assertThat(called.value()).as("value of work that has ended in time").isEqualTo(value);
    }

    @CancelEverywhere
    void workKeepsItsStatusWhenItReadsTheDeadline(Attempt attempt) {
        Callable<String> reads =
                () -> {
                    Thread.currentThread().interrupt();
                    return sees() + ", interrupted: " + Thread.interrupted();
                };
        returns(attempt, HOUR, reads, "seen, interrupted: true");
    }

    @CancelEverywhere
    void workThatEndsInTimeGivesItsValue(Attempt attempt) {
        returns(attempt, Duration.ofSeconds(1, 1), takes(seconds(1)), "done");
    }

    @CancelEverywhere
    void workWithTheShortestLimitBegins(Attempt attempt) {
        returns(attempt, Duration.ofNanos(1), this::sees, "seen");
    }

    @CancelEverywhere
    void workWithACenturyOfTimeGivesItsValue(Attempt attempt) {
        returns(attempt, Duration.ofDays(36_500), takes(Duration.ofDays(9)), "done");
    }

    @CancelEverywhere
    void workMayReturnNull(Attempt attempt) {
        returns(attempt, seconds(1), () -> null, null);
    }

    private static void isATimeout(Called called, Duration after) {
        assertThat(called.thrown())
                .as("what within() throws when the deadline is over")
                .isInstanceOf(TimeoutException.class);
        assertThat(called.running()).as("work still running when within() threw").isZero();
        assertThat(called.after()).as("time until within() threw").isEqualTo(after);
    }

    @CancelEverywhere
    void workIsInterruptedAtTheDeadline(Attempt attempt) {
        Duration limit = Duration.ofSeconds(1, 999_999_999);
        isATimeout(undisturbed(attempt, limit, takes(seconds(2))), limit);
        assertThat(interrupted.get()).as("work that was interrupted").isEqualTo(1);
    }

    @CancelEverywhere
    void aChildEndsAtTheDeadlineOfItsParent(Attempt attempt) {
        attempt.delayBound(1).runBudget(250);
        Callable<String> work = () -> within(seconds(60), takes(HOUR));
        isATimeout(undisturbed(attempt, seconds(5), work), seconds(5));
    }

    @CancelEverywhere
    void aSubtaskEndsAtTheDeadlineThatItInherits(Attempt attempt) {
        List<Called> calls = new CopyOnWriteArrayList<>();
        Callable<String> owner = takes(HOUR, HOURS, () -> "late");
        Callable<Boolean> subtask = () -> calls.add(call(seconds(60), takes(HOUR)));
        undisturbed(attempt, seconds(5), () -> inAScope(owner, subtask));
        assertThat(calls.getFirst().after()).as("time in the subtask").isEqualTo(seconds(5));
    }

    @CancelEverywhere
    void aParentContinuesAfterTheTimeoutOfItsChild(Attempt attempt) {
        Callable<String> work =
                () -> {
                    isATimeout(call(seconds(2), takes(HOUR)), seconds(2));
                    return seesAfter(seconds(2));
                };
        returns(attempt, seconds(5), work, "seen");
    }

    private void isLate(Attempt attempt, Callable<String> thenEnds) {
        Callable<String> work = takes(HOUR, HOURS, thenEnds);
        isATimeout(undisturbed(attempt, seconds(1), work), HOURS.plusSeconds(1));
    }

    @CancelEverywhere
    void withinWaitsUntilTheWorkHasEnded(Attempt attempt) {
        isLate(attempt, fails(new InterruptedException()));
    }

    @CancelEverywhere
    void aValueAfterTheDeadlineIsATimeout(Attempt attempt) {
        isLate(attempt, () -> "late");
    }

    @CancelEverywhere
    void aFailureAfterTheDeadlineIsATimeout(Attempt attempt) {
        isLate(attempt, fails(new IOException("the disk is full")));
    }

    @CancelEverywhere
    void anErrorAfterTheDeadlineIsATimeout(Attempt attempt) {
        isLate(attempt, fails(new AssertionError("cannot happen")));
    }

    /** A scope of the work itself has a timeout, before the deadline. */
    private String hasATimeoutOfItsOwn() throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        StructuredTaskScope.Joiner.<String>awaitAll(),
                        config -> config.withTimeout(seconds(1)))) {
            scope.fork(takes(HOUR));
            scope.join();
            return "done";
        }
    }

    @CancelEverywhere
    void aTimeoutOfAScopeInTheWorkIsAFailureOfTheWork(Attempt attempt) {
        Throwable first = undisturbed(attempt, seconds(10), this::hasATimeoutOfItsOwn).thrown();
        while (first != null && first.getCause() != null) {
            first = first.getCause();
        }
        assertThat(first)
                .as("first cause of what within() throws, 9 seconds before its deadline")
                .isInstanceOf(StructuredTaskScope.TimeoutException.class);
    }

    @CancelEverywhere
    void workWithoutTimeNeverBegins(Attempt attempt) {
        Outcome<String> outcome = attempt.call(() -> within(Duration.ZERO, takes(HOUR)));
        assertThat(begun.get()).as("work that began after its deadline").isZero();
        if (!outcome.cancelled()) {
            assertThat(outcome.thrown().orElse(null))
                    .as("thrown when the deadline is over")
                    .isInstanceOf(TimeoutException.class);
        }
    }

    /** The work of the outer call swallows the interrupt and calls again. */
    @CancelEverywhere
    void workThatBeginsAfterTheInheritedDeadlineIsRefused(Attempt attempt) {
        List<Called> late = new ArrayList<>();
        Callable<String> callsAgain = () -> sees() + late.add(call(HOUR, takes(Duration.ZERO)));
        undisturbed(attempt, seconds(1), takes(HOUR, seconds(5), callsAgain));
        assertThat(begun.get()).as("work that began, with the outer work").isEqualTo(1);
        assertThat(late.getFirst().thrown())
                .as("thrown when the inherited deadline is over")
                .isInstanceOf(TimeoutException.class);
        assertThat(seen).as("time left, after the deadline").containsExactly(time(0));
    }

    @CancelEverywhere
    void aCancelledCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .atLeastOnePoint()
                .again()
                .call(() -> within(seconds(5), takes(seconds(1))));
    }

    @CancelEverywhere
    void aCancelledCallerWaitsUntilItsWorkHasEnded(Attempt attempt) {
        Callable<String> work = takes(HOUR, HOURS, () -> "late");
        Attempt anywhere = watched(attempt).onThread("body").mayAbsorb(ELSEWHERE).interrupts(12);
        Called called = anywhere.call(() -> call(Duration.ofDays(1), work)).value();
        assertThat(called.running()).as("work still running").isZero();
    }

    private void interruptsTheCaller() {
        interruptedAt = Instant.now();
        caller.interrupt();
    }

    private Duration fromInterruptToEnd() {
        caller = Thread.currentThread();
        call(Duration.ofDays(1), takes(Duration.ofDays(2)));
        return Duration.between(interruptedAt, Instant.now());
    }

    @CancelEverywhere
    void aCancelledCallerInterruptsItsWorkAtOnce(Attempt attempt) {
        Attempt anywhere = watched(attempt).mayAbsorb(ELSEWHERE);
        anywhere.action("interrupts the caller", this::interruptsTheCaller);
        assertThat(anywhere.call(this::fromInterruptToEnd).value())
                .as("time from the interrupt of the caller to the end of within()")
                .isLessThanOrEqualTo(Duration.ZERO);
    }

    @CancelEverywhere
    void anInterruptAfterTheDeadlineIsNotLost(Attempt attempt) {
        Callable<String> work = takes(HOUR, HOURS, () -> "late");
        Outcome<String> outcome =
                attempt.onThread("body").inPairs().call(() -> within(seconds(1), work));
        assertThat(outcome.thrown()).as("thrown at the deadline").isPresent();
    }

    @CancelEverywhere
    void aFailureOfAnyKindReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .mayAbsorb(ELSEWHERE)
                .withFaults()
                .run(() -> within(seconds(5), takes(seconds(1))));
    }

    /** The work fails while the caller is interrupted: the caller learns of one or of both. */
    private static void failsWhileInterrupted(Attempt attempt, Throwable failure) {
        Outcome<String> outcome =
                attempt.onThread("body")
                        .delayBound(1)
                        .runBudget(60)
                        .call(() -> within(seconds(5), fails(failure)));
        Throwable thrown = outcome.thrown().orElseThrow();
        while (thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        if (!outcome.cancelled() || !(thrown instanceof InterruptedException)) {
            assertThat(thrown).as("first cause of what within() throws").isSameAs(failure);
        }
    }

    @CancelEverywhere
    void anExceptionDoesNotHideAnInterrupt(Attempt attempt) {
        failsWhileInterrupted(attempt, new IOException("the disk is full"));
    }

    @CancelEverywhere
    void aTimeoutOfTheWorkDoesNotHideAnInterrupt(Attempt attempt) {
        failsWhileInterrupted(attempt, new TimeoutException("no answer"));
    }

    @CancelEverywhere
    void anErrorDoesNotHideAnInterrupt(Attempt attempt) {
        failsWhileInterrupted(attempt, new AssertionError("cannot happen"));
    }
}
