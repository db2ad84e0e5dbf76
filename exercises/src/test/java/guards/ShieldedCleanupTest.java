package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Session;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class ShieldedCleanupTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final String HELPERS = "judged by aSlowGoodbyeIsAbandonedAfterTheGracePeriod";

    private final Session polite = new Session(Duration.ofMillis(20));
    private final Session silent = new Session(Duration.ofHours(1));
    private final ShieldedCleanup cleanup = new ShieldedCleanup();
    private final List<Duration> took = new ArrayList<>();
    private boolean callerIsTold;

    private static Attempt interruptedAnywhere(Attempt attempt, Session session) {
        return attempt.onThread("body")
                .inPairs()
                .mayAbsorb(ELSEWHERE)
                .watch("goodbye said", session::isSaid)
                .watch("closed", session::isClosed);
    }

    private void run(Session session) throws InterruptedException {
        Instant begin = Instant.now();
        try {
            cleanup.run(session, GRACE);
        } finally {
            took.add(Duration.between(begin, Instant.now()));
        }
    }

    @CancelEverywhere
    void theGoodbyeIsSaidWhereverTheCallerIsInterrupted(Attempt attempt) {
        interruptedAnywhere(attempt, polite)
                .mayLeaveThreads(HELPERS)
                .invariant("the goodbye has been said", polite::isSaid)
                .run(() -> run(polite));
    }

    @CancelEverywhere
    void theSessionIsClosedWhereverTheCallerIsInterrupted(Attempt attempt) {
        interruptedAnywhere(attempt, polite)
                .mayLeaveThreads(HELPERS)
                .invariant("the session is closed", polite::isClosed)
                .invariant("the session was not closed too early", () -> !polite.isClosedTooEarly())
                .run(() -> run(polite));
    }

    @CancelEverywhere
    void aSlowGoodbyeIsAbandonedAfterTheGracePeriod(Attempt attempt) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt, silent)
                        .invariant("the session is closed", silent::isClosed)
                        .invariant(
                                "the session was not closed too early",
                                () -> !silent.isClosedTooEarly())
                        .run(() -> run(silent));
        boolean ended = outcome.returned() || outcome.thrown().isPresent();
        if (ended) {
            assertThat(took.getFirst())
                    .as("time until run() ended, with a grace period of one second")
                    .isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @CancelEverywhere
    void aFailureOfTheWorkOrTheGoodbyeEndsTheSession(Attempt attempt) {
        attempt.undisturbed()
                .withFaults(Session.class)
                .mayHideFailures("a failure of goodbye() need not reach the caller")
                .mayLeaveThreads(HELPERS)
                .invariant(
                        "the goodbye has been said after a failure of work()",
                        () -> polite.worked() == 1 || polite.isSaid())
                .invariant(
                        "a failure of work() reaches the caller",
                        () -> polite.worked() == 1 || callerIsTold)
                .invariant(
                        "the session is closed after a failure of work() or goodbye()",
                        () -> polite.isClosed() || (polite.worked() == 1 && polite.goodbyes() == 1))
                .run(() -> runAndRecordTheEnd(polite));
    }

    private void runAndRecordTheEnd(Session session) throws InterruptedException {
        try {
            cleanup.run(session, GRACE);
        } catch (RuntimeException | Error e) {
            callerIsTold = isFailureOfTheWork(e);
            throw e;
        } catch (InterruptedException e) {
            callerIsTold = true;
            throw e;
        } finally {
            callerIsTold |= Thread.currentThread().isInterrupted();
        }
    }

    /** Whether the failure that the lab throws in {@code work()} has reached the caller. */
    private static boolean isFailureOfTheWork(@Nullable Throwable thrown) {
        return thrown != null
                && (String.valueOf(thrown.getMessage()).contains("Session.work")
                        || isFailureOfTheWork(thrown.getCause())
                        || Stream.of(thrown.getSuppressed())
                                .anyMatch(ShieldedCleanupTest::isFailureOfTheWork));
    }

    @CancelEverywhere
    void aFailureOfTheGoodbyeDoesNotReplaceAFailureOfTheWork(Attempt attempt) throws Exception {
        Session ended = ended();
        attempt.undisturbed()
                .withFaults(Session.class)
                .mayHideFailures("a failure of goodbye() need not reach the caller")
                .mayLeaveThreads(HELPERS)
                .invariant(
                        "a failure of work() reaches the caller, even if goodbye() fails, too",
                        () -> ended.worked() == 1 || callerIsTold)
                .run(() -> runAndRecordTheEnd(ended))
                .thrown(); // or not
    }

    /** A session that was ended before, so that its goodbye throws an unchecked exception. */
    private static Session ended() throws InterruptedException {
        Session ended = new Session(Duration.ZERO);
        ended.goodbye();
        ended.close();
        return ended;
    }

    private void isAbandonedAfter(Duration grace, Attempt attempt) {
        attempt.onThread("body")
                .mayAbsorb(ELSEWHERE)
                .invariant("the session is closed", silent::isClosed)
                .invariant("the session was not closed too early", () -> !silent.isClosedTooEarly())
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            try {
                                cleanup.run(silent, grace);
                            } finally {
                                took.add(Duration.between(begin, Instant.now()));
                            }
                        });
        assertThat(took.getFirst())
                .as("time until run() ended, with a grace period of %s", grace)
                .isLessThan(grace.plusSeconds(1));
    }

    @CancelEverywhere
    void aGracePeriodBelowAMillisecondEnds(Attempt attempt) {
        isAbandonedAfter(Duration.ofNanos(500_000), attempt);
    }

    @CancelEverywhere
    void aGracePeriodWithAPartOfAMillisecondEnds(Attempt attempt) {
        isAbandonedAfter(Duration.ofNanos(20_500_000), attempt);
    }

    @CancelEverywhere
    void aLongGracePeriodIsNotCutShort(Attempt attempt) {
        Session slow = new Session(Duration.ofMinutes(59));
        attempt.onThread("body")
                .mayAbsorb(ELSEWHERE)
                .invariant("the goodbye has been said", slow::isSaid)
                .invariant("the session is closed", slow::isClosed)
                .run(() -> cleanup.run(slow, Duration.ofHours(2)));
    }

    private void completesWithin(Duration grace, Duration goodbyeTakes, Attempt attempt) {
        Session session = new Session(goodbyeTakes);
        attempt.undisturbed().mayLeaveThreads(HELPERS).run(() -> cleanup.run(session, grace));
        assertThat(session.isSaid())
                .as("a goodbye that takes %s is said in a grace period of %s", goodbyeTakes, grace)
                .isTrue();
    }

    @CancelEverywhere
    void aGoodbyeThatNeedsAlmostTheGracePeriodIsSaid(Attempt attempt) {
        completesWithin(GRACE, Duration.ofMillis(999), attempt);
    }

    @CancelEverywhere
    void aGoodbyeThatNeedsTheWholeGracePeriodLeavesTheStatusClear(Attempt attempt) {
        Session session = new Session(GRACE);
        attempt.undisturbed()
                .allInterleavingsAndTimers()
                .delayBound(1)
                .mayLeaveThreads(HELPERS)
                .invariant("the session is closed", session::isClosed)
                .run(() -> cleanup.run(session, GRACE));
    }

    @CancelEverywhere
    void aGracePeriodWithAPartOfAMillisecondIsUsedUp(Attempt attempt) {
        completesWithin(Duration.ofNanos(1_500_000), Duration.ofNanos(1_400_000), attempt);
    }

    @CancelEverywhere
    void theGoodbyeIsSaidHoweverOftenTheCallerIsInterrupted(Attempt attempt) {
        Session slow = new Session(Duration.ofMillis(500));
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .mayInterruptItself("the test interrupts the caller itself")
                        .mayLeaveThreads(HELPERS)
                        .invariant("the goodbye has been said", slow::isSaid)
                        .invariant("the session is closed", slow::isClosed)
                        .run(
                                () -> {
                                    interruptsManyTimes(Thread.currentThread());
                                    cleanup.run(slow, GRACE);
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
                        for (int i = 0; i < 250; i++) {
                            Thread.sleep(1);
                            thread.interrupt();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        attempt.onThread("body")
                .inPairs()
                .atLeastOnePoint()
                .mayLeaveThreads(HELPERS)
                .run(() -> cleanup.run(polite, GRACE));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterruptIfTheGoodbyeFails(Attempt attempt)
            throws InterruptedException {
        Session ended = ended();
        attempt.onThread("body")
                .delayBound(1)
                .runBudget(150)
                .mayLeaveThreads(HELPERS)
                .mayHideFailures("a failure of goodbye() need not reach the caller")
                .run(() -> cleanup.run(ended, GRACE))
                .thrown(); // or not
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterruptAtTheEndOfTheGracePeriod(Attempt attempt) {
        attempt.onThread("body")
                .delayBound(1)
                .runBudget(150)
                .mayLeaveThreads(HELPERS)
                .run(() -> cleanup.run(silent, GRACE));
    }

    @CancelEverywhere
    void anUninterruptedCleanupLeavesTheStatusClear(Attempt attempt) {
        Outcome<Void> outcome = attempt.undisturbed().run(() -> cleanup.run(polite, GRACE));
        assertThat(outcome.returned()).isTrue();
        assertThat(outcome.interrupted()).as("the interrupt status").isFalse();
        assertThat(polite.isSaid()).as("the goodbye has been said").isTrue();
    }

    @CancelEverywhere
    void aSessionAfterAnInterruptedOneIsEndedInTheSameWay(Attempt attempt) {
        attempt.onThread("body")
                .again()
                .mayAbsorb(ELSEWHERE)
                .mayLeaveThreads(HELPERS)
                .call(this::endsASession);
    }

    private List<Boolean> endsASession() throws InterruptedException {
        Session session = new Session(Duration.ofMillis(20));
        cleanup.run(session, GRACE);
        boolean interrupted = Thread.currentThread().isInterrupted();
        return List.of(session.isSaid(), session.isClosed(), interrupted);
    }

    @CancelEverywhere
    void everySessionWorksOnceAndSaysGoodbyeOnce(Attempt attempt) {
        Session second = new Session(Duration.ofMillis(20));
        attempt.undisturbed()
                .run(
                        () -> {
                            cleanup.run(polite, GRACE);
                            cleanup.run(second, GRACE);
                        });
        assertThat(List.of(polite.worked(), second.worked()))
                .as("calls of work() in each session")
                .containsExactly(1, 1);
        assertThat(List.of(polite.goodbyes(), second.goodbyes()))
                .as("calls of goodbye() in each session")
                .containsExactly(1, 1);
    }
}
