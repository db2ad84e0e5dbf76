package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Backoff;
import cancelsafe.given.BreakerOpen;
import cancelsafe.given.CircuitBreaker;
import cancelsafe.given.Page;
import cancelsafe.given.PageService;
import cancelsafe.given.PageService.Reply;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class AggregateClientTest {
    private static final Duration LIMIT = millis(1_000);
    private static final Duration NONE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Reply NEVER = Reply.answer(Duration.ofDays(9));
    private static final Backoff TWICE = new Backoff(millis(50), 2);

    private static final Object TIMEOUT = TimeoutException.class;
    private static final Object REFUSED = BreakerOpen.class;

    private final Exception down = new IOException("down");
    private final Exception bug = new IllegalStateException("a bug");
    private final Error error = new AssertionError("cannot happen");
    private final List<PageService> all = new ArrayList<>();
    private Semaphore permits = new Semaphore(10);
    private volatile Thread caller = Thread.currentThread();
    private volatile Instant interruptedAt = Instant.MAX;

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Reply answer(long millis) {
        return Reply.answer(millis(millis));
    }

    private Reply failure(long millis) {
        return new Reply(millis(millis), down);
    }

    private PageService service(String name, Duration limit, Duration closing, Reply... replies) {
        CircuitBreaker breaker = new CircuitBreaker(3);
        all.add(new PageService(name, limit, breaker, closing, List.of(replies)));
        return all.getLast();
    }

    private PageService service(String name, Reply... replies) {
        return service(name, HOUR, NONE, replies);
    }

    private AggregateClient client(Backoff policy, PageService... services) {
        return new AggregateClient(List.of(services), permits, policy);
    }

    /** A page as a map from each name to the part, or to why it is missing; and when it came. */
    private record Loaded(boolean isComplete, Map<String, Object> parts, Duration after) {}

    private static Loaded load(AggregateClient client, Duration limit) throws InterruptedException {
        Instant begin = Instant.now();
        Page page = client.load("ann", limit);
        Duration after = Duration.between(begin, Instant.now());
        Map<String, Object> parts = new TreeMap<>(page.parts());
        page.missing().forEach((name, why) -> parts.merge(name, reason(why), List::of));
        return new Loaded(page instanceof Page.Complete, parts, after);
    }

    private static Object reason(Throwable why) {
        return why instanceof TimeoutException || why instanceof BreakerOpen ? why.getClass() : why;
    }

    private Attempt watched(Attempt attempt) {
        int before = permits.availablePermits();
        return attempt.watch("permits", permits::availablePermits)
                .invariant(
                        "the semaphore has as many permits as before",
                        () -> permits.availablePermits() == before)
                .invariant(
                        "no request runs",
                        () -> all.stream().allMatch(service -> service.running() == 0));
    }

    private Loaded loads(Attempt attempt, AggregateClient client, Duration limit) {
        return watched(attempt).undisturbed().call(() -> load(client, limit)).value();
    }

    private Loaded loads(Attempt attempt, AggregateClient client) {
        return loads(attempt, client, LIMIT);
    }

    private static Loaded page(Duration after, Map<String, Object> parts) {
        boolean isComplete = parts.values().stream().allMatch(String.class::isInstance);
        return new Loaded(isComplete, new TreeMap<>(parts), after);
    }

    private static Loaded complete(Duration after, String... names) {
        return page(after, Stream.of(names).collect(Collectors.toMap(n -> n, n -> n + " of ann")));
    }

    private static void is(Loaded expected, Loaded loaded) {
        assertThat(loaded).as("page, and the time until it was there").isEqualTo(expected);
    }

    private static void hasCounted(PageService service, int failures) {
        assertThat(service.breaker().failures())
                .as("failures that the breaker of the %s has counted", service.name())
                .isEqualTo(failures);
    }

    /** A service, and what it leads to. */
    private record Way(PageService service, Object part, Duration end, int failures) {}

    /** A service may answer, recover, fail, be late in three ways, and be broken in two. */
    private List<Way> ways(String name) {
        String answer = name + " of ann";
        Reply fails = new Reply(Duration.ofNanos(10_400_000), down);
        Duration fraction = Duration.ofNanos(939_500_007); // 939.6 ms are left after the pause
        Duration both = fails.time().plusMillis(50).plus(fraction);
        return List.of(
                new Way(service(name, millis(7), NONE, answer(7)), answer, millis(7), 0),
                new Way(service(name, failure(8), answer(20)), answer, millis(78), 0),
                new Way(service(name, failure(9), failure(3)), down, millis(62), 2),
                new Way(service(name, NEVER), TIMEOUT, LIMIT, 0),
                new Way(service(name, millis(600), NONE, NEVER), TIMEOUT, LIMIT, 1),
                new Way(service(name, fraction, NONE, fails, NEVER), TIMEOUT, both, 2),
                new Way(service(name, new Reply(millis(10), bug), NEVER), bug, millis(10), 1),
                new Way(service(name, new Reply(millis(11), error), NEVER), error, millis(11), 1));
    }

    private static Loaded expected(List<Way> ways) {
        Map<String, Object> parts = new TreeMap<>();
        ways.forEach(way -> parts.put(way.service.name(), way.part));
        return page(Collections.max(ways.stream().map(Way::end).toList()), parts);
    }

    /** Three services: two do the n-th of their ways, and the third does each of its ways. */
    private void everyWayWith(int first, int second, Attempt attempt) {
        List<Way> used = new ArrayList<>();
        List<Loaded> expected = new ArrayList<>();
        List<Loaded> pages = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (Way c : ways("c")) {
                                Way a = ways("a").get(first);
                                Way b = ways("b").get(second);
                                used.addAll(List.of(a, b, c));
                                expected.add(expected(List.of(a, b, c)));
                                var client = client(TWICE, a.service, b.service, c.service);
                                pages.add(load(client, LIMIT));
                            }
                        });
        assertThat(pages).as("pages for the eight ways of c").isEqualTo(expected);
        used.forEach(way -> hasCounted(way.service, way.failures));
    }

    @CancelEverywhere
    void anAnswerIsOnThePageWhateverTheOthersDo(Attempt attempt) {
        everyWayWith(0, 1, attempt);
    }

    @CancelEverywhere
    void aMissingPartIsReportedWhateverTheOthersDo(Attempt attempt) {
        everyWayWith(2, 3, attempt);
    }

    @CancelEverywhere
    void aPageWithoutPartsIsComplete(Attempt attempt) {
        AggregateClient client = client(TWICE);
        Callable<List<Loaded>> three =
                () -> List.of(load(client, LIMIT), load(client, NONE), load(client, millis(-5)));
        assertThat(watched(attempt).undisturbed().call(three).value())
                .as("pages with the limit one second, zero, and less")
                .isEqualTo(Collections.nCopies(3, complete(NONE)));
    }

    @CancelEverywhere
    void thePolicyDecidesOnRequestsAndPauses(Attempt attempt) {
        Reply slow = new Reply(millis(5), new SocketTimeoutException("too slow"));
        PageService posts = service("posts", slow, failure(5), answer(5));
        AggregateClient client = client(new Backoff(Duration.ofNanos(1_000_001), 3), posts);
        is(complete(Duration.ofNanos(18_000_003), "posts"), loads(attempt, client));
    }

    @CancelEverywhere
    void aPauseEndsAtTheDeadline(Attempt attempt) {
        PageService posts = service("posts", new Reply(Duration.ofNanos(9_500_000), down));
        Loaded page = loads(attempt, client(new Backoff(Duration.ofNanos(990_500_001), 2), posts));
        assertThat(page.parts.get("posts")).as("why there are no posts").isIn(TIMEOUT, down);
        assertThat(page.after).as("time until load() returned").isLessThanOrEqualTo(LIMIT);
    }

    @CancelEverywhere
    void aRefusedRequestIsTheLastOfItsPart(Attempt attempt) {
        PageService posts = service("posts", failure(10));
        AggregateClient client = client(new Backoff(millis(1), 5), posts, service("a", answer(20)));
        Map<String, Object> parts = Map.of("posts", REFUSED, "a", "a of ann");
        is(page(millis(30 + 1 + 2 + 4), parts), loads(attempt, client));
    }

    @CancelEverywhere
    void theWaitForAPermitEndsAtTheDeadline(Attempt attempt) {
        permits = new Semaphore(0);
        PageService posts = service("posts", millis(100), NONE, answer(1));
        Loaded page = loads(attempt, client(TWICE, posts), HOUR.multipliedBy(2));
        is(page(HOUR.multipliedBy(2), Map.of("posts", TIMEOUT)), page);
        hasCounted(posts, 0);
    }

    @CancelEverywhere
    void onlyAsManyRequestsRunAsThereArePermits(Attempt attempt) {
        permits = new Semaphore(2);
        PageService[] services = new PageService[12];
        Arrays.setAll(services, n -> service("" + n, millis(110), NONE, answer(100)));
        String[] names = all.stream().map(PageService::name).toArray(String[]::new);
        is(complete(millis(600), names), loads(attempt, client(TWICE, services)));
    }

    @CancelEverywhere
    void allServicesAreAskedAtTheSameTime(Attempt attempt) {
        permits = new Semaphore(40);
        PageService[] services = new PageService[40];
        Arrays.setAll(services, n -> service("" + n, answer(501 + n)));
        String[] names = all.stream().map(PageService::name).toArray(String[]::new);
        is(complete(millis(540), names), loads(attempt, client(TWICE, services)));
    }

    @CancelEverywhere
    void theLastFailureIsReported(Attempt attempt) {
        Exception last = new IOException("down, too");
        Reply slow = Reply.answer(HOUR);
        Reply fails = new Reply(millis(10), last);
        AggregateClient client =
                client(
                        TWICE,
                        service("posts", failure(10), fails),
                        service("friends", millis(100), NONE, slow, fails),
                        service("photos", millis(100), NONE, failure(10), slow),
                        service("profile", failure(10), new Reply(millis(10), bug)));
        Map<String, Object> parts =
                Map.of("posts", last, "friends", last, "photos", TIMEOUT, "profile", bug);
        is(page(millis(160), parts), loads(attempt, client));
    }

    @CancelEverywhere
    void noPermitIsHeldDuringAPause(Attempt attempt) {
        permits = new Semaphore(1);
        PageService posts = service("posts", failure(10), answer(10));
        PageService friends = service("friends", failure(10), answer(10));
        AggregateClient client = client(new Backoff(millis(500), 2), posts, friends);
        is(complete(millis(530), "posts", "friends"), loads(attempt, client));
    }

    @CancelEverywhere
    void aPageIsThereAtTheDeadline(Attempt attempt) {
        Duration limit = Duration.ofNanos(1_700_001);
        PageService posts = service("posts", Reply.answer(limit.minusNanos(1)));
        PageService friends = service("friends", NEVER);
        Map<String, Object> parts = Map.of("posts", "posts of ann", "friends", TIMEOUT);
        is(page(limit, parts), loads(attempt, client(TWICE, posts, friends), limit));
        hasCounted(friends, 0);
    }

    @CancelEverywhere
    void loadWaitsUntilLateRequestsHaveEnded(Attempt attempt) {
        permits = new Semaphore(12);
        PageService[] services = new PageService[12];
        Arrays.setAll(
                services,
                n -> service("part " + n, HOUR, HOUR.plusMillis(n), n < 8 ? answer(n + 1) : NEVER));
        Loaded page = loads(attempt, client(TWICE, services));
        assertThat(Collections.frequency(page.parts.values(), TIMEOUT))
                .as("parts that are missing because of the deadline")
                .isEqualTo(4);
    }

    @CancelEverywhere
    void aLimitMayBeLong(Attempt attempt) {
        Duration days = Duration.ofDays(3);
        AggregateClient client = client(TWICE, service("posts", days, NONE, Reply.answer(days)));
        is(complete(days, "posts"), loads(attempt, client, Duration.ofNanos(Long.MAX_VALUE)));
    }

    @CancelEverywhere
    void aPageDoesNotDependOnTheOneBefore(Attempt attempt) {
        AggregateClient client = client(TWICE, service("posts", answer(1)));
        Callable<List<Loaded>> three =
                () -> List.of(load(client, NONE), load(client, LIMIT), load(client, millis(-5)));
        Loaded none = page(NONE, Map.of("posts", TIMEOUT));
        assertThat(watched(attempt).undisturbed().call(three).value())
                .as("pages with the limit zero, one second, and less than zero")
                .isEqualTo(List.of(none, complete(millis(1), "posts"), none));
    }

    /** The posts arrive, and release the only permit, at the deadline. */
    @CancelEverywhere
    void aPermitAtTheDeadlineIsNotLost(Attempt attempt) {
        permits = new Semaphore(1);
        PageService posts = service("posts", Reply.answer(LIMIT));
        AggregateClient client = client(TWICE, posts, service("friends", answer(5)));
        Loaded page = loads(attempt.delayBound(1).runBudget(120), client);
        assertThat(page.parts.get("posts")).as("posts").isIn("posts of ann", TIMEOUT);
        assertThat(page.after).as("time until load() returned").isLessThanOrEqualTo(LIMIT);
        assertThat(page.parts.get("friends")).as("friends").isIn("friends of ann", TIMEOUT);
    }

    /** A timer that fires early takes time, but a request that is not ended takes days. */
    @CancelEverywhere
    void requestsEndAtWhateverStepTheDeadlineComes(Attempt attempt) {
        permits = new Semaphore(1);
        PageService posts = service("posts", failure(10), NEVER);
        attempt.allInterleavingsAndTimers().delayBound(1).runBudget(250);
        Loaded page = loads(attempt, client(TWICE, posts));
        assertThat(page.parts.get("posts")).as("posts").isIn(TIMEOUT, down);
        assertThat(page.after).as("time until load() returned").isLessThan(HOUR);
    }

    @CancelEverywhere
    void twoPagesAtATimeShareThePermits(Attempt attempt) {
        permits = new Semaphore(1);
        AggregateClient client = client(TWICE, service("a", answer(10)), service("b", answer(9)));
        FutureTask<Loaded> other = new FutureTask<>(() -> load(client, LIMIT));
        Callable<Duration> both =
                () -> {
                    Thread.startVirtualThread(other);
                    Duration mine = load(client, LIMIT).after;
                    return Collections.max(List.of(mine, other.get().after));
                };
        attempt.delayBound(1).runBudget(120);
        assertThat(watched(attempt).undisturbed().call(both).value())
                .as("time for four requests, one after the other")
                .isEqualTo(millis(38));
    }

    @CancelEverywhere
    void aPageThatIsTooLateDoesNotDisturbAnother(Attempt attempt) {
        AggregateClient client = client(TWICE, service("a", answer(10)), service("b", answer(9)));
        FutureTask<Loaded> late = new FutureTask<>(() -> load(client, millis(5)));
        Callable<List<Loaded>> both =
                () -> {
                    Thread.startVirtualThread(late);
                    return List.of(load(client, LIMIT), late.get());
                };
        assertThat(watched(attempt).undisturbed().call(both).value())
                .as("pages with the limit one second and 5 milliseconds, loaded at the same time")
                .isEqualTo(
                        List.of(
                                complete(millis(10), "a", "b"),
                                page(millis(5), Map.of("a", TIMEOUT, "b", TIMEOUT))));
    }

    @CancelEverywhere
    void twoClientsAreIndependent(Attempt attempt) {
        AggregateClient first = client(TWICE, service("posts", failure(10), answer(10)));
        permits = new Semaphore(0);
        client(new Backoff(millis(1), 1), service("friends", answer(10)));
        is(complete(millis(70), "posts"), loads(attempt, first));
    }

    /** One answers, one fails and pauses, one never answers, and one waits for a permit. */
    private AggregateClient four(Duration closing) {
        permits = new Semaphore(1);
        return client(
                TWICE,
                service("posts", HOUR, closing, answer(10)),
                service("friends", failure(10), answer(10)),
                service("photos", HOUR, closing, NEVER),
                service("profile", HOUR, closing, answer(10)));
    }

    @CancelEverywhere
    void whateverARequestThrowsNothingIsLeft(Attempt attempt) {
        AggregateClient client = four(NONE);
        watched(attempt)
                .onThread("body")
                .withFaults(CircuitBreaker.class)
                .mayHideFailures("the page names the failure, or a retry has repaired it")
                .run(() -> client.load("ann", LIMIT));
    }

    @CancelEverywhere
    void anInterruptedCallerLearnsOfItsInterrupt(Attempt attempt) {
        AggregateClient client = four(millis(2));
        var outcome = watched(attempt).onThread("body").call(() -> load(client, LIMIT));
        Throwable thrown = outcome.thrown().orElseGet(InterruptedException::new);
        assertThat(thrown).as("thrown by load()").isInstanceOf(InterruptedException.class);
        if (outcome.returned()) {
            Duration after = outcome.value().after;
            assertThat(after).as("time until there was a page").isGreaterThanOrEqualTo(LIMIT);
        }
        hasCounted(all.get(2), 0);
    }

    @CancelEverywhere
    void noRequestOutlivesAnInterruptedCaller(Attempt attempt) {
        AggregateClient client = four(HOUR);
        watched(attempt)
                .onThread("body")
                .mayAbsorb("judged elsewhere")
                .interrupts(12)
                .run(() -> client.load("ann", LIMIT));
    }

    private Duration fromInterruptToEnd(AggregateClient client) {
        caller = Thread.currentThread();
        try {
            client.load("ann", LIMIT);
        } catch (InterruptedException e) {
            // judged elsewhere
        }
        return Duration.between(interruptedAt, Instant.now());
    }

    private void anInterruptEndsTheCallAtOnce(Attempt attempt, AggregateClient client) {
        watched(attempt).mayAbsorb("judged elsewhere");
        attempt.action(
                "interrupts the caller",
                () -> {
                    interruptedAt = Instant.now();
                    caller.interrupt();
                });
        assertThat(attempt.call(() -> fromInterruptToEnd(client)).value())
                .as("time from the interrupt of the caller to the end of load()")
                .isLessThanOrEqualTo(Duration.ZERO);
    }

    @CancelEverywhere
    void anInterruptEndsTheCallAtOnce(Attempt attempt) {
        anInterruptEndsTheCallAtOnce(attempt, four(NONE));
    }

    @CancelEverywhere
    void anInterruptEndsARequestAtWhateverStepItComes(Attempt attempt) {
        attempt.allInterleavings().delayBound(1).runBudget(100);
        PageService posts = service("posts", NEVER);
        PageService friends = service("friends", millis(100), NONE, answer(50));
        anInterruptEndsTheCallAtOnce(attempt, client(TWICE, posts, friends));
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        AggregateClient client = client(TWICE, service("a", answer(10)), service("b", answer(9)));
        watched(attempt).onThread("body").again().call(() -> client.load("ann", LIMIT));
    }
}
