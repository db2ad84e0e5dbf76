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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** All times are virtual, so the grids take no real time. */
class DeadlineBudgetTest {
    private static final List<Duration> GRID = List.of(millis(10), millis(40), millis(300));
    private static final Duration EACH = millis(50);
    private static final Backoff POLICY = new Backoff(millis(20), 3);

    /** Violations, collected during the body and judged after it. */
    private final List<String> violations = new ArrayList<>();

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
                    DeadlineBudget budget = new DeadlineBudget(millis(100), troubled());
                    for (long left = 100; left > 0; left -= 30) {
                        check(
                                budget.left().equals(millis(left)),
                                "%d ms are left, left() says %s".formatted(left, budget.left()));
                        Thread.sleep(millis(30));
                    }
                    check(budget.left().isZero(), "over, left() says " + budget.left());
                });
    }

    @CancelEverywhere
    void aPartEndsWithItsOwnLimitOrWithTheWhole(Attempt attempt) {
        expectNoViolation(
                attempt,
                () -> {
                    for (Duration spent : GRID) {
                        for (Duration own : GRID) {
                            MachineClock clock = troubled();
                            DeadlineBudget whole = new DeadlineBudget(millis(100), clock);
                            Thread.sleep(spent);
                            checkPart(whole, own, "part of %s, %s spent".formatted(own, spent));
                        }
                    }
                });
    }

    private void checkPart(DeadlineBudget whole, Duration own, String which)
            throws InterruptedException {
        Duration left = whole.left();
        DeadlineBudget part = whole.part(own);
        Duration wanted = own.compareTo(left) < 0 ? own : left;
        check(part.left().equals(wanted), which + ": it says " + part.left());
        Duration deeper = part.part(Duration.ofDays(1)).left();
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
        for (Duration total : List.of(millis(30), millis(70), millis(100))) {
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

    @CancelEverywhere
    void anAnswerInTimeIsReturned(Attempt attempt) {
        assertThat(
                        asked(attempt.undisturbed(), millis(120), millis(10), millis(40), millis(5))
                                .value())
                .isEqualTo("answer");
    }

    @CancelEverywhere
    void anExhaustedBudgetIsATimeout(Attempt attempt) {
        assertThat(asked(attempt.undisturbed(), millis(60), millis(300)).thrown())
                .get()
                .isInstanceOf(TimeoutException.class);
    }

    @CancelEverywhere
    void aLastAttemptThatFailsInTimeIsAFailure(Attempt attempt) {
        Duration quick = millis(5);
        assertThat(asked(attempt.undisturbed(), millis(500), quick, quick, quick, quick).thrown())
                .get()
                .isInstanceOf(IOException.class);
    }

    @CancelEverywhere
    void anInterruptEndsTheRetries(Attempt attempt) {
        asked(
                attempt.noPointAfter().atLeastOnePoint(),
                millis(120),
                millis(10),
                millis(40),
                millis(5));
    }
}
