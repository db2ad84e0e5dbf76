package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RetryStormTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final Backoff POLICY = new Backoff(Duration.ofMillis(100), 5);

    private final BusyServer server = BusyServer.throwing(Clock.systemUTC(), 3);
    private final BusyServer statusSettingServer = BusyServer.marking(Clock.systemUTC(), 3);
    private final BusyServer deadServer = BusyServer.marking(Clock.systemUTC(), 99);
    private final RetryStorm client = new RetryStorm();
    private final List<String> returned = new ArrayList<>();

    private static Attempt watched(Attempt attempt, BusyServer server) {
        return attempt.onThread("body")
                .watch(
                        "attempts begun at (ms)",
                        () -> server.begun().stream().map(Duration::toMillis).toList());
    }

    /** Whether each failure is followed by the pause of the policy. */
    private static boolean followsThePolicy(BusyServer server) {
        List<Duration> begun = server.begun();
        List<Duration> failed = server.failed();
        for (int attempt = 1; attempt < begun.size(); attempt++) {
            Duration pause = begun.get(attempt).minus(failed.get(attempt - 1));
            if (pause.toMillis() != POLICY.pauseAfter(attempt).toMillis()) {
                return false;
            }
        }
        return true;
    }

    @CancelEverywhere
    void attemptsFollowTheBackoffPolicy(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE), server)
                .invariant("attempts follow the backoff policy", () -> followsThePolicy(server))
                .run(() -> client.ask(server, POLICY));
    }

    @CancelEverywhere
    void attemptsFollowTheBackoffPolicyIfTheCallSetsTheStatus(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE), statusSettingServer)
                .invariant(
                        "attempts follow the backoff policy",
                        () -> followsThePolicy(statusSettingServer))
                .run(() -> client.ask(statusSettingServer, POLICY));
    }

    @CancelEverywhere
    void noAttemptFollowsAnInterruptedOne(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE), server)
                .noPointAfter()
                .invariant(
                        "no attempt begins after an interrupted one",
                        () -> server.begunAfterInterrupt() == 0)
                .run(() -> client.ask(server, POLICY));
    }

    @CancelEverywhere
    void noAttemptFollowsAnInterruptedOneIfTheCallSetsTheStatus(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE), statusSettingServer)
                .noPointAfter()
                .invariant(
                        "no attempt begins after an interrupted one",
                        () -> statusSettingServer.begunAfterInterrupt() == 0)
                .run(() -> client.ask(statusSettingServer, POLICY));
    }

    @CancelEverywhere
    void onlyTheServersAnswerIsReturned(Attempt attempt) {
        onlyTheAnswerIsReturned(server, attempt);
    }

    @CancelEverywhere
    void onlyTheServersAnswerIsReturnedIfTheCallSetsTheStatus(Attempt attempt) {
        onlyTheAnswerIsReturned(statusSettingServer, attempt);
    }

    private void onlyTheAnswerIsReturned(BusyServer server, Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE), server)
                .watch("returned", () -> List.copyOf(returned))
                .invariant(
                        "only the server's answer is returned",
                        () -> returned.stream().allMatch(it -> it.startsWith("answer ")))
                .run(() -> returned.add(String.valueOf(client.ask(server, POLICY))));
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt, server).run(() -> client.ask(server, POLICY));
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellationIfTheCallSetsTheStatus(Attempt attempt) {
        watched(attempt, statusSettingServer).run(() -> client.ask(statusSettingServer, POLICY));
    }

    @CancelEverywhere
    void theLastFailureDoesNotHideTheCancellation(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt, deadServer).run(() -> client.ask(deadServer, POLICY));
        if (!outcome.cancelled()) {
            assertThat(outcome.thrown()).as("after the last attempt").isPresent();
        }
    }

    @CancelEverywhere
    void theClientAsksUntilTheServerAnswers(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt, server).undisturbed().call(() -> client.ask(server, POLICY));
        assertThat(outcome.value()).isEqualTo("answer 4");
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
        assertThat(server.begun())
                .as("attempts begun")
                .extracting(Duration::toMillis)
                .containsExactly(0L, 105L, 310L, 715L);
    }

    @CancelEverywhere
    void theClientGivesUpAfterTheLastAttempt(Attempt attempt) {
        Duration[] took = new Duration[1];
        Outcome<String> outcome =
                watched(attempt, deadServer)
                        .undisturbed()
                        .call(
                                () -> {
                                    Instant begun = Instant.now(); // on the clock of the lab
                                    try {
                                        return client.ask(deadServer, POLICY);
                                    } finally {
                                        took[0] = Duration.between(begun, Instant.now());
                                    }
                                });
        assertThat(outcome.thrown())
                .get(THROWABLE)
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("too busy for attempt 5");
        assertThat(took[0].toMillis())
                .as("milliseconds until it gave up, without a pause after the last attempt")
                .isEqualTo(deadServer.failed().getLast().toMillis());
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
        assertThat(deadServer.begun()).as("attempts begun").hasSize(5);
    }
}
