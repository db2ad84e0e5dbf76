package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Session;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ShieldedCleanupTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";

    private final Session polite = new Session(Duration.ofMillis(20));
    private final Session silent = new Session(Duration.ofHours(1));
    private final ShieldedCleanup cleanup = new ShieldedCleanup();
    private final List<Duration> took = new ArrayList<>();

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
                .mayLeaveThreads("judged by aSlowGoodbyeIsAbandonedAfterTheGracePeriod")
                .invariant("the goodbye has been said", polite::isSaid)
                .run(() -> run(polite));
    }

    @CancelEverywhere
    void theSessionIsClosedWhereverTheCallerIsInterrupted(Attempt attempt) {
        interruptedAnywhere(attempt, polite)
                .mayLeaveThreads("judged by aSlowGoodbyeIsAbandonedAfterTheGracePeriod")
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

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        attempt.onThread("body")
                .inPairs()
                .atLeastOnePoint()
                .mayLeaveThreads("judged by aSlowGoodbyeIsAbandonedAfterTheGracePeriod")
                .run(() -> cleanup.run(polite, GRACE));
    }

    @CancelEverywhere
    void anUninterruptedCleanupLeavesTheStatusClear(Attempt attempt) {
        Outcome<Void> outcome = attempt.undisturbed().run(() -> cleanup.run(polite, GRACE));
        assertThat(outcome.returned()).isTrue();
        assertThat(outcome.interrupted()).as("the interrupt status").isFalse();
        assertThat(polite.isSaid()).as("the goodbye has been said").isTrue();
    }
}
