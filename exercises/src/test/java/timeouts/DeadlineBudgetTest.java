package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;
import cancelsafe.given.clock.TroubledClock;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** All times are virtual, so the grids take no real time. */
class DeadlineBudgetTest {
    private static final List<Duration> GRID = List.of(millis(10), millis(40), millis(300));
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final List<Duration> OWN_LIMITS =
            List.of(Duration.ZERO, millis(10), micros(90_300), millis(300), LONGEST, FOREVER);
    private static final Duration EACH = millis(50);
    private static final Backoff POLICY = new Backoff(millis(20), 3);

    /** Violations, collected during the body and judged after it. */
    private final List<String> violations = new ArrayList<>();

    /** Neither times nor limits are whole milliseconds. */
    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static MachineClock troubled() {
        return new TroubledClock(System::nanoTime, Clock.systemUTC());
    }

    private void expectNoViolation(Attempt attempt, Body body) {
        attempt.undisturbed().run(body);
        assertThat(violations).isEmpty();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    @CancelEverywhere
    void theRemainingTimeDecreasesToZero(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    DeadlineBudget budget = new DeadlineBudget(micros(90_750), troubled());
                    for (long left = 90_750; left > 0; left -= 30_100) {
                        check(
                                budget.left().equals(micros(left)),
                                "%s are left, left() says %s"
                                        .formatted(micros(left), budget.left()));
                        Thread.sleep(micros(30_100));
                    }
                    check(budget.left().isZero(), "over, left() says " + budget.left());
                });
    }

    @CancelEverywhere
    void aBudgetMayLastForDays(Attempt attempt) {
        Duration days = Duration.ofDays(5).plusNanos(1);
        expectNoViolation(
                attempt,
                () -> {
                    DeadlineBudget budget = new DeadlineBudget(days, troubled());
                    DeadlineBudget longer = new DeadlineBudget(LONGEST, troubled());
                    Thread.sleep(Duration.ofDays(4));
                    checkPart(budget, FOREVER, "part for ever of 5 days");
                    checkPart(longer, FOREVER, "part for ever of 292 years");
                    checkPart(longer, Duration.ofHours(5), "part of 5 hours of 292 years");
                    Duration left = LONGEST.minusDays(4).minusMillis(45);
                    check(longer.left().equals(left), left + " is left, not " + longer.left());
                    left = days.minusDays(4).minusMillis(45);
                    check(budget.left().equals(left), left + " is left, not " + budget.left());
                    Thread.sleep(Duration.ofDays(2));
                    check(budget.left().isZero(), "over, left() says " + budget.left());
                });
    }

    /** The clocks begin to count at different moments, so their nanoseconds differ. */
    @CancelEverywhere
    void twoBudgetsAreIndependent(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    DeadlineBudget first = new DeadlineBudget(millis(100), troubled());
                    Thread.sleep(millis(10));
                    DeadlineBudget second = new DeadlineBudget(millis(40), troubled());
                    check(first.left().equals(millis(90)), "90 ms are left, not " + first.left());
                    check(second.left().equals(millis(40)), "40 ms are left, not " + second.left());
                });
    }

    @CancelEverywhere
    void aPartEndsWithItsOwnLimitOrWithTheWhole(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    for (Duration spent : GRID) {
                        for (Duration own : OWN_LIMITS) {
                            MachineClock clock = troubled();
                            DeadlineBudget whole = new DeadlineBudget(micros(100_700), clock);
                            Thread.sleep(spent);
                            checkPart(whole, own, "part of %s, %s spent".formatted(own, spent));
                        }
                    }
                });
    }

    private void checkPart(DeadlineBudget whole, Duration own, String which)
            throws InterruptedException {
        Thread.currentThread().interrupt();
        Duration left = whole.left();
        DeadlineBudget part = whole.part(own);
        check(Thread.interrupted(), which + ": the interrupt status has changed");
        check(whole.part(Duration.ZERO).left().isZero(), which + ": another one is not over");
        Duration wanted = own.compareTo(left) < 0 ? own : left;
        check(part.left().equals(wanted), which + ": it says " + part.left());
        Duration deeper = part.part(FOREVER).left();
        check(deeper.equals(wanted), which + ": a part of the part says " + deeper);
        Thread.sleep(millis(15));
        Duration later = wanted.compareTo(millis(15)) < 0 ? Duration.ZERO : wanted.minusMillis(15);
        check(part.left().equals(later), which + ": 15 ms later it says " + part.left());
    }

    @CancelEverywhere
    void noAttemptBeginsAfterTheDeadline(Attempt attempt) {
        expectNoViolation(
                attempt,
                () ->
                        everySchedule(
                                (total, service, which) ->
                                        service.attempts()
                                                .forEach(
                                                        a ->
                                                                check(
                                                                        a.begun().compareTo(total)
                                                                                < 0,
                                                                        which
                                                                                + ": begun after "
                                                                                + a.begun()))));
    }

    @CancelEverywhere
    void noAttemptGetsMoreThanTheRemainingTime(Attempt attempt) {
        expectNoViolation(
                attempt,
                () ->
                        everySchedule(
                                (total, service, which) ->
                                        service.attempts()
                                                .forEach(
                                                        a -> {
                                                            Duration end =
                                                                    a.begun().plus(a.limit());
                                                            check(
                                                                    end.compareTo(total) <= 0,
                                                                    which + ": may last to " + end);
                                                            check(
                                                                    a.limit().compareTo(EACH) <= 0,
                                                                    which + ": got " + a.limit());
                                                        })));
    }

    @CancelEverywhere
    void askReturnsByTheDeadline(Attempt attempt) {
        expectNoViolation(
                attempt,
                () ->
                        everySchedule(
                                (total, service, which) ->
                                        check(
                                                service.age().compareTo(total) <= 0,
                                                which + ": back after " + service.age())));
    }

    private interface Claim {
        void check(Duration total, FlakyService service, String which);
    }

    /** Asks services whose three attempts take any times of the grid, with small budgets. */
    private static void everySchedule(Claim claim) throws InterruptedException {
        for (Duration total : List.of(Duration.ZERO, millis(30), micros(70_300), millis(100))) {
            for (int schedule = 0; schedule < 27; schedule++) {
                List<Duration> takes =
                        List.of(
                                GRID.get(schedule % 3),
                                GRID.get(schedule / 3 % 3),
                                GRID.get(schedule / 9));
                MachineClock clock = troubled();
                DeadlineBudget budget = new DeadlineBudget(total, clock);
                FlakyService service = new FlakyService(clock, takes);
                try {
                    budget.ask(service, EACH, POLICY);
                } catch (IOException | TimeoutException e) {
                    // judged by the attempts that the service saw
                }
                claim.check(total, service, total + " for attempts that take " + takes);
            }
        }
    }

    private Outcome<String> asked(Attempt attempt, Duration total, Duration... takes) {
        return attempt.call(
                () -> {
                    MachineClock clock = troubled();
                    DeadlineBudget budget = new DeadlineBudget(total, clock);
                    return budget.ask(new FlakyService(clock, List.of(takes)), EACH, POLICY);
                });
    }

    private static void failsWith(Class<? extends Exception> type, Outcome<String> outcome) {
        Class<?> interrupted = outcome.cancelled() ? InterruptedException.class : type;
        assertThat(outcome.thrown())
                .as("what ask() throws")
                .get()
                .isInstanceOfAny(type, interrupted);
    }

    @CancelEverywhere
    void anAnswerInTimeIsReturned(Attempt attempt) {
        assertThat(
                        asked(attempt.undisturbed(), millis(120), millis(10), millis(40), millis(5))
                                .value())
                .as("answer")
                .isEqualTo("answer");
    }

    /** All but 10 milliseconds and a pause of 20 milliseconds. */
    @CancelEverywhere
    void anAttemptGetsAllTheTimeThatIsLeft(Attempt attempt) {
        Duration total = Duration.ofNanos(30_300_300);
        Duration takes = total.minusMillis(30).minusNanos(1);
        assertThat(asked(attempt.undisturbed(), total, millis(10), takes).value())
                .as("answer")
                .isEqualTo("answer");
    }

    @CancelEverywhere
    void anAttemptGetsItsOwnLimitInFull(Attempt attempt) {
        Duration each = Duration.ofNanos(1_500_700);
        Outcome<String> outcome =
                attempt.undisturbed()
                        .call(
                                () -> {
                                    MachineClock clock = troubled();
                                    FlakyService service =
                                            new FlakyService(clock, List.of(each.minusNanos(1)));
                                    return new DeadlineBudget(millis(100), clock)
                                            .ask(service, each, POLICY);
                                });
        assertThat(outcome.value()).as("answer").isEqualTo("answer");
    }

    @CancelEverywhere
    void anExhaustedBudgetIsATimeout(Attempt attempt) {
        failsWith(TimeoutException.class, asked(attempt, millis(60), millis(300)));
    }

    @CancelEverywhere
    void anEmptyBudgetIsATimeout(Attempt attempt) {
        failsWith(TimeoutException.class, asked(attempt, Duration.ZERO, millis(1)));
    }

    @CancelEverywhere
    void aLastAttemptThatFailsInTimeIsAFailure(Attempt attempt) {
        Duration quick = millis(5);
        failsWith(IOException.class, asked(attempt, millis(500), quick, quick, quick, quick));
    }

    @CancelEverywhere
    void aLastAttemptThatReachesItsOwnLimitIsAFailure(Attempt attempt) {
        failsWith(SocketTimeoutException.class, asked(attempt, millis(500), millis(300)));
    }

    /** After 75 ms the third attempt has failed; no pause follows it. */
    @CancelEverywhere
    void aLastAttemptThatFailsShortlyBeforeTheDeadlineIsAFailure(Attempt attempt) {
        Duration quick = millis(5);
        failsWith(IOException.class, asked(attempt, micros(75_300), quick, quick, quick, quick));
    }

    /** After 75 ms the third attempt has failed, and the machine stalls for ten seconds. */
    @CancelEverywhere
    void aLastAttemptThatFailsAfterTheDeadlineIsATimeout(Attempt attempt) {
        Callable<String> stalls =
                () -> {
                    long begin = System.nanoTime();
                    MachineClock clock = new TroubledClock(() -> stalled(begin), Clock.systemUTC());
                    FlakyService service =
                            new FlakyService(clock, Collections.nCopies(4, millis(5)));
                    return new DeadlineBudget(millis(500), clock).ask(service, EACH, POLICY);
                };
        failsWith(TimeoutException.class, attempt.undisturbed().call(stalls));
    }

    private static long stalled(long begin) {
        long now = System.nanoTime();
        return now - begin < millis(75).toNanos() ? now : now + millis(10_000).toNanos();
    }

    @CancelEverywhere
    void thePolicyDecidesOnAttemptsAndPauses(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    for (int attempts : List.of(1, 2, 5)) {
                        failsAsOftenAs(new Backoff(micros(20_300), attempts));
                    }
                });
    }

    private void failsAsOftenAs(Backoff policy) throws Exception {
        MachineClock clock = troubled();
        DeadlineBudget budget = new DeadlineBudget(Duration.ofHours(1), clock);
        for (int call = 1; call <= 2; call++) {
            failsAsOftenAs(policy, budget, clock);
        }
    }

    private void failsAsOftenAs(Backoff policy, DeadlineBudget budget, MachineClock clock)
            throws Exception {
        FlakyService service = new FlakyService(clock, Collections.nCopies(9, millis(5)));
        try {
            budget.ask(service, EACH, policy);
            check(false, policy + ": returned an answer");
        } catch (IOException e) {
            // the last failure
        }
        check(service.attempts().size() == policy.attempts(), policy + ": " + service.attempts());
        Duration earliest = Duration.ZERO;
        for (int number = 1; number <= service.attempts().size(); number++) {
            Duration begun = service.attempts().get(number - 1).begun();
            check(begun.compareTo(earliest) >= 0, "attempt %d after %s".formatted(number, begun));
            earliest = earliest.plus(millis(5)).plus(policy.pauseAfter(number));
        }
    }

    @CancelEverywhere
    void twoCallsShareTheBudget(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    MachineClock clock = troubled();
                    DeadlineBudget budget = new DeadlineBudget(millis(60), clock);
                    budget.ask(new FlakyService(clock, List.of(millis(40))), EACH, POLICY);
                    FlakyService second = new FlakyService(clock, List.of(millis(40)));
                    try {
                        check(false, budget.ask(second, EACH, POLICY) + " after the deadline");
                    } catch (TimeoutException e) {
                        // as it should be
                    }
                    Duration limit = second.attempts().getFirst().limit();
                    check(limit.equals(millis(20)), "20 ms were left, the limit was " + limit);
                });
    }

    /** The first attempt takes 50 milliseconds, and the budget cannot pay for a pause. */
    @CancelEverywhere
    void anInterruptInsteadOfAPauseIsNotATimeout(Attempt attempt) {
        AtomicLong took = new AtomicLong();
        attempt.call(
                        () -> {
                            MachineClock clock = troubled();
                            DeadlineBudget budget = new DeadlineBudget(millis(60), clock);
                            FlakyService service = new FlakyService(clock, List.of(millis(300)));
                            try {
                                return budget.ask(service, EACH, POLICY);
                            } catch (TimeoutException e) {
                                took.set(service.age().toMillis());
                                throw e;
                            }
                        })
                .thrown()
                .filter(TimeoutException.class::isInstance)
                .ifPresent(
                        t ->
                                assertThat(took.get())
                                        .as("milliseconds until ask() threw a TimeoutException")
                                        .isIn(50L, 60L));
    }

    @CancelEverywhere
    void anInterruptEndsTheRetries(Attempt attempt) {
        Outcome<String> outcome =
                asked(
                        attempt.noPointAfter().atLeastOnePoint(),
                        millis(120),
                        millis(10),
                        millis(40),
                        millis(5));
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(t)
                                        .as("what ask() throws before the deadline")
                                        .isInstanceOf(InterruptedException.class));
    }
}
