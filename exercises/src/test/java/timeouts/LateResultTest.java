package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Endpoint;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

class LateResultTest {
    /** The primary accepts its link after this time, and returns it 5 milliseconds later. */
    private static final Duration ACCEPTING = Duration.ofMillis(20);

    private static final Duration CONNECTING = ACCEPTING.plusMillis(5);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration GREETING = ACCEPTING.plusMillis(2);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** The primary ends its connection in 2 milliseconds, and the fallback needs 1 and 5. */
    private static final Duration FALLING_BACK = Duration.ofMillis(8);

    private final Endpoint primary = new Endpoint("primary", ACCEPTING);
    private final Endpoint fallback = new Endpoint("fallback", Duration.ofMillis(1), primary);
    private final LateResult client = new LateResult(primary, fallback);
    private volatile boolean closedLink;
    private volatile boolean wrapped;

    private Attempt watched(Attempt attempt) {
        return watched(attempt, primary);
    }

    private Attempt watched(Attempt attempt, Endpoint first) {
        return attempt.watch("links to the primary", first::open)
                .watch("links to the fallback", fallback::open)
                .invariant(
                        "no link is open when the caller has closed its own",
                        () -> first.open() + fallback.open() == 0)
                .invariant("the link is open when the caller gets it", () -> !closedLink)
                .invariant("the primary has ended", () -> first.running() == 0)
                .invariant(
                        "the fallback does not begin before the primary has ended",
                        () -> fallback.overlaps() == 0);
    }

    /** Opens a link, as the caller does, and closes it. */
    private String opens(LateResult client, Duration limit) throws Exception {
        try (Endpoint.Link link = client.connect(limit)) {
            closedLink |= !link.isOpen();
            return link.to();
        }
    }

    private void ends(Attempt attempt, Duration limit, String... servers) {
        Outcome<String> outcome = watched(attempt).undisturbed().call(() -> opens(client, limit));
        assertThat(outcome.value())
                .as("server of the link, limit %s", limit)
                .isIn((Object[]) servers);
    }

    @CancelEverywhere
    void aLinkInTimeIsReturned(Attempt attempt) {
        ends(attempt, CONNECTING.plusNanos(1), "primary");
        assertThat(fallback.begun()).as("links to the fallback that were begun").isZero();
    }

    @CancelEverywhere
    void theFallbackIsUsedIfThePrimaryIsTooSlow(Attempt attempt) {
        ends(attempt, SHORT, "fallback");
    }

    /** The primary needs two hours to end its connection. */
    @CancelEverywhere
    void theFallbackWaitsForHoursUntilThePrimaryHasEnded(Attempt attempt) {
        var slow = new Endpoint("slow", LONG, LONG.multipliedBy(120));
        var other = new Endpoint("other", ACCEPTING, slow);
        watched(attempt, slow)
                .onThread("body")
                .invariant(
                        "the other fallback does not begin before the slow primary has ended",
                        () -> other.overlaps() == 0)
                .call(() -> opens(new LateResult(slow, other), SHORT))
                .thrown();
    }

    @CancelEverywhere
    void aLimitOfZeroOrLessLeadsToTheFallback(Attempt attempt) {
        List<String> servers = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            servers.add(opens(client, Duration.ZERO));
                            servers.add(opens(client, SHORT.negated()));
                        });
        assertThat(servers).as("servers of the links").containsExactly("fallback", "fallback");
    }

    /** The link is open already when the limit is reached, but {@code connect} has not returned. */
    @CancelEverywhere
    void aLinkThatIsLateIsReturnedOrClosed(Attempt attempt) {
        ends(attempt, GREETING, "primary", "fallback");
    }

    /** The link arrives at the limit, a moment before or after. */
    @CancelEverywhere
    void aLinkThatArrivesAtTheLimitIsReturnedOrClosed(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .allInterleavingsAndTimers()
                        .delayBound(1)
                        .runBudget(300)
                        .call(() -> opens(client, CONNECTING));
        assertThat(outcome.value()).as("server of the link").isIn("primary", "fallback");
    }

    @CancelEverywhere
    void theFallbackBeginsAtTheLimit(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        var slow = new Endpoint("slow", LONG.multipliedBy(200));
        var other = new LateResult(slow, fallback);
        watched(attempt, slow)
                .undisturbed()
                .run(
                        () -> {
                            for (Duration limit :
                                    List.of(
                                            Duration.ofNanos(700_000),
                                            SHORT,
                                            LONG.multipliedBy(90))) {
                                long begin = System.nanoTime();
                                opens(other, limit);
                                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                                if (took.compareTo(limit.plus(FALLING_BACK)) < 0
                                        || took.compareTo(limit.plusMillis(20)) > 0) {
                                    wrong.add(limit + ": fallback after ms " + took.toMillis());
                                }
                            }
                        });
        assertThat(wrong).as("limits that were not kept").isEmpty();
    }

    @CancelEverywhere
    void aLinkAfterHoursIsInTime(Attempt attempt) {
        var slow = new Endpoint("slow", LONG.multipliedBy(90));
        var other = new LateResult(slow, fallback);
        Outcome<String> outcome =
                watched(attempt, slow)
                        .undisturbed()
                        .call(() -> opens(other, Duration.ofNanos(Long.MAX_VALUE)));
        assertThat(outcome.value()).as("server of the link").isEqualTo("slow");
    }

    private void isInterrupted(Attempt attempt, Duration limit) {
        Outcome<String> outcome =
                watched(attempt.onThread("body")).call(() -> opens(client, limit));
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(t)
                                        .as("what an interrupted call throws")
                                        .isInstanceOf(InterruptedException.class));
    }

    @CancelEverywhere
    void anInterruptReachesTheCaller(Attempt attempt) {
        isInterrupted(attempt.atLeastOnePoint().inPairs(), LONG);
    }

    @CancelEverywhere
    void anInterruptAfterTheLimitReachesTheCaller(Attempt attempt) {
        isInterrupted(attempt.interrupts(12), SHORT);
    }

    @CancelEverywhere
    void anInterruptWhileALateLinkArrivesReachesTheCaller(Attempt attempt) {
        isInterrupted(attempt.inPairs(), GREETING);
    }

    /** The caller is interrupted at any step of the task that opens the link. */
    @CancelEverywhere
    void anInterruptWhenTheLinkArrivesLeavesNoLinkOpen(Attempt attempt) {
        attempt.allInterleavingsAndTimers().delayBound(1).runBudget(300);
        isInterrupted(attempt, CONNECTING.multipliedBy(2));
    }

    @CancelEverywhere
    void anInterruptWhenTheLinkArrivesAtTheLimitReachesTheCaller(Attempt attempt) {
        attempt.allInterleavingsAndTimers().delayBound(1).runBudget(300);
        isInterrupted(attempt, CONNECTING);
    }

    /** Without an interrupt, the primary would need many days more. */
    @CancelEverywhere
    void anInterruptOfTheCallerReachesThePrimary(Attempt attempt) {
        var slow = new Endpoint("slow", Duration.ofDays(11));
        var other = new LateResult(slow, fallback);
        watched(attempt, slow).onThread("body").call(() -> opens(other, LONG)).thrown();
    }

    /** The primary ends its connection after the limit, and a second interrupt comes meanwhile. */
    @CancelEverywhere
    void anInterruptedCallBeginsNoFallback(Attempt attempt) {
        var slow = new Endpoint("slow", LONG, LONG.multipliedBy(3));
        var other = new LateResult(slow, fallback);
        watched(attempt, slow)
                .onThread("body")
                .inPairs()
                .call(() -> opens(other, LONG.multipliedBy(2)))
                .thrown();
        assertThat(fallback.begun()).as("links to the fallback that were begun").isZero();
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .again()
                .call(() -> opens(client, LONG) + ", " + opens(client, SHORT))
                .thrown();
    }

    @CancelEverywhere
    void aCallThatWakesUpTooLateLosesNoLink(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .lateReturns()
                .call(() -> opens(client, GREETING))
                .thrown();
    }

    @CancelEverywhere
    void aFailureReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .withFaults(Endpoint.class)
                .invariant("the cause is what the primary threw", () -> !wrapped)
                .call(this::opensOrThrows)
                .thrown();
        assertThat(fallback.begun()).as("links to the fallback that were begun").isZero();
    }

    private String opensOrThrows() throws Exception {
        try {
            return opens(client, LONG);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            wrapped = cause == null || cause.getCause() != null;
            throw e;
        }
    }

    /** Half of the limit, or the limit, is over when the primary refuses the link. */
    private void failsOrIsInterrupted(Attempt attempt, Duration limit) {
        primary.refuse();
        Outcome<String> outcome =
                watched(attempt)
                        .onThread("body")
                        .allInterleavingsAndTimers()
                        .delayBound(1)
                        .runBudget(300)
                        .call(() -> opens(client, limit));
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(t)
                                        .as("what is thrown when the primary refuses")
                                        .isInstanceOfAny(
                                                ExecutionException.class,
                                                InterruptedException.class));
    }

    @CancelEverywhere
    void anInterruptWhenThePrimaryFailsReachesTheCaller(Attempt attempt) {
        failsOrIsInterrupted(attempt, ACCEPTING.multipliedBy(2));
    }

    @CancelEverywhere
    void aFailureAtTheLimitReachesTheCallerOrLeadsToTheFallback(Attempt attempt) {
        failsOrIsInterrupted(attempt, ACCEPTING);
    }

    @CancelEverywhere
    void aFailureOfTheFallbackReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .withFaults(Endpoint.class)
                .call(() -> opens(client, SHORT))
                .thrown();
    }

    @CancelEverywhere
    void manyCallsLeaveNoLinkOpen(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int i = 0; i < 26; i++) {
                                opens(client, ACCEPTING.plusNanos(i * 200_000L));
                                opens(client, SHORT);
                            }
                        });
    }

    @CancelEverywhere
    void twoClientsUseTheirOwnServers(Attempt attempt) {
        var third = new Endpoint("third", ACCEPTING);
        var fourth = new Endpoint("fourth", ACCEPTING);
        var other = new LateResult(third, fourth);
        List<String> servers = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            servers.add(opens(client, LONG));
                            servers.add(opens(other, LONG));
                            servers.add(opens(client, SHORT));
                            servers.add(opens(other, SHORT));
                        });
        assertThat(servers)
                .as("servers of the links")
                .containsExactly("primary", "third", "fallback", "fourth");
    }
}
