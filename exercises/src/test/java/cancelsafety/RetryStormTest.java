package cancelsafety;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
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
import java.util.Objects;
import java.util.stream.Stream;

class RetryStormTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final Backoff POLICY = new Backoff(Duration.ofMillis(100), 5);

    private final BusyServer server = BusyServer.throwing(Clock.systemUTC(), 3);
    private final BusyServer statusSettingServer = BusyServer.marking(Clock.systemUTC(), 3);
    private final BusyServer deadServer = BusyServer.marking(Clock.systemUTC(), 99);
    private final RetryStorm client = new RetryStorm();
    private final List<String> returned = new ArrayList<>();
    private final List<List<String>> failures = new ArrayList<>();
    private boolean firstWasCancelled;

    private static Attempt watched(Attempt attempt, BusyServer server) {
        return attempt.onThread("body")
                .watch(
                        "attempts begun at (ms)",
                        () -> server.begun().stream().map(Duration::toMillis).toList());
    }

    /** Whether the pause of the policy follows each failure, rounded up to milliseconds at most. */
    private static boolean followsThePolicy(BusyServer server) {
        return follows(POLICY, server);
    }

    private static boolean follows(Backoff policy, BusyServer server) {
        List<Duration> begun = server.begun();
        List<Duration> failed = server.failed();
        for (int attempt = 1; attempt < begun.size(); attempt++) {
            Duration pause = begun.get(attempt).minus(failed.get(attempt - 1));
            Duration tooLong = pause.minus(policy.pauseAfter(attempt));
            if (tooLong.isNegative() || tooLong.compareTo(Duration.ofMillis(1)) >= 0) {
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
        noAttemptFollowsAnInterruptedOne(attempt, server, POLICY);
    }

    @CancelEverywhere
    void noAttemptFollowsAnInterruptedOneIfTheCallSetsTheStatus(Attempt attempt) {
        noAttemptFollowsAnInterruptedOne(attempt, statusSettingServer, POLICY);
    }

    @CancelEverywhere
    void noAttemptFollowsAnInterruptedOneWithoutAPause(Attempt attempt) {
        noAttemptFollowsAnInterruptedOne(
                attempt, statusSettingServer, new Backoff(Duration.ZERO, 5));
    }

    private void noAttemptFollowsAnInterruptedOne(
            Attempt attempt, BusyServer server, Backoff policy) {
        watched(attempt.mayAbsorb(ELSEWHERE), server)
                .noPointAfter()
                .invariant(
                        "no attempt begins after an interrupted one",
                        () -> server.begunAfterInterrupt() == 0)
                .run(() -> client.ask(server, policy));
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
    void theCallerLearnsOfTheCancellationOfTheOnlyAttempt(Attempt attempt) {
        BusyServer idle = BusyServer.throwing(Clock.systemUTC(), 0);
        watched(attempt, idle).run(() -> client.ask(idle, new Backoff(Duration.ZERO, 1)));
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
    void theNextRequestIsNotAffectedByACancelledOne(Attempt attempt) {
        theNextRequestIsNotAffected(attempt, server);
    }

    @CancelEverywhere
    void theNextRequestIsNotAffectedByACancelledOneIfTheCallSetsTheStatus(Attempt attempt) {
        theNextRequestIsNotAffected(attempt, statusSettingServer);
    }

    private void theNextRequestIsNotAffected(Attempt attempt, BusyServer first) {
        BusyServer nextServer = BusyServer.throwing(Clock.systemUTC(), 4); // answers at last
        Outcome<String> next =
                watched(attempt.mayAbsorb("the body itself goes on"), nextServer)
                        .invariant(
                                "the attempts of the next request follow the backoff policy",
                                () -> followsThePolicy(nextServer))
                        .call(
                                () -> {
                                    boolean cancelled = isCancelledAsking(first);
                                    firstWasCancelled = Thread.interrupted() || cancelled;
                                    return client.ask(nextServer, POLICY);
                                });
        if (firstWasCancelled) {
            assertThat(next.value()).as("answer to the next request").isEqualTo("answer 5");
        }
    }

    private boolean isCancelledAsking(BusyServer first) {
        try {
            returned.add(client.ask(first, POLICY));
            return false;
        } catch (IOException | InterruptedException e) {
            return true;
        }
    }

    /** Parts of a millisecond, none, and hours; one attempt, and several. */
    @CancelEverywhere
    void pausesOfAnyLengthFollowThePolicy(Attempt attempt) {
        List<Backoff> policies =
                List.of(
                        new Backoff(Duration.ofNanos(700), 3),
                        new Backoff(Duration.ofNanos(1_500_000), 4),
                        new Backoff(Duration.ZERO, 3),
                        new Backoff(Duration.ofHours(5).plusNanos(1), 3),
                        new Backoff(Duration.ofSeconds(1), 1),
                        new Backoff(Duration.ofMillis(1), 20));
        List<BusyServer> servers =
                policies.stream().map(_ -> BusyServer.throwing(Clock.systemUTC(), 99)).toList();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int i = 0; i < policies.size(); i++) {
                                askForNothing(servers.get(i), policies.get(i));
                            }
                        });
        for (int i = 0; i < policies.size(); i++) {
            assertThat(servers.get(i).begun()).as("attempts").hasSize(policies.get(i).attempts());
            assertThat(follows(policies.get(i), servers.get(i)))
                    .as(
                            "%s is followed; attempts begun at %s",
                            policies.get(i), servers.get(i).begun())
                    .isTrue();
            assertThat(failures.get(i))
                    .as("what was thrown, and its causes")
                    .contains("too busy for attempt " + policies.get(i).attempts());
        }
    }

    private void askForNothing(BusyServer server, Backoff policy) throws InterruptedException {
        try {
            returned.add(client.ask(server, policy));
        } catch (IOException e) {
            failures.add(messages(e));
        }
    }

    /** The messages of an exception and of its chain of causes. */
    private static List<String> messages(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .toList();
    }

    @CancelEverywhere
    void theClientAsksUntilTheServerAnswers(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt, server).undisturbed().call(() -> client.ask(server, POLICY));
        assertThat(outcome.value()).as("answer").isEqualTo("answer 4");
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
                .as("thrown after the last attempt")
                .get(THROWABLE)
                .isInstanceOf(IOException.class)
                .extracting(RetryStormTest::messages, as(LIST))
                .contains("too busy for attempt 5");
        assertThat(took[0].toMillis())
                .as("milliseconds until it gave up, without a pause after the last attempt")
                .isEqualTo(deadServer.failed().getLast().toMillis());
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
        assertThat(deadServer.begun()).as("attempts begun").hasSize(5);
    }
}
