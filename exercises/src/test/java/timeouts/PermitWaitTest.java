package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Transport;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

class PermitWaitTest {
    private static final Duration ANSWERING = Duration.ofMillis(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LONGER = Duration.ofDays(1);
    private static final List<Duration> LIMITS =
            List.of(Duration.ofNanos(700_000), Duration.ofNanos(1_700_001), SHORT, LONG);
    private static final String TAKEN = "the test takes the permit that was released";
    private static final String ELSEWHERE = "judged by anInterruptedCallThrowsItsInterrupt";

    private final Semaphore permits = new Semaphore(2);
    private final Transport transport = new Transport(ANSWERING);
    private final PermitWait client = new PermitWait(permits, transport);
    private final PermitWait slow = new PermitWait(permits, new Transport(LONGER.multipliedBy(2)));
    private volatile @Nullable Exception failure;
    private boolean wrapped;
    private int notReleased;

    private Attempt watched(Attempt attempt) {
        return attempt.watch("permits", permits::availablePermits)
                .watch("sent", transport::sent)
                .watch("requests that run", transport::running);
    }

    private Attempt balanced(Attempt attempt, int before) {
        return watched(attempt)
                .invariant(
                        "the semaphore has as many permits as before",
                        () -> permits.availablePermits() == before && notReleased == 0)
                .invariant("no request runs", () -> transport.running() == 0);
    }

    private static void isTheInterrupt(Throwable thrown) {
        assertThat(thrown)
                .as("what an interrupted call throws")
                .isInstanceOf(InterruptedException.class);
    }

    /** All permits are taken; one is released after {@code wait}, and taken again afterwards. */
    private String getWithAPermitAfter(Duration wait, PermitWait client, Duration limit)
            throws Exception {
        Callable<@Nullable Void> release =
                () -> {
                    Thread.sleep(wait);
                    permits.release();
                    return null;
                };
        Thread releaser = Thread.startVirtualThread(new FutureTask<>(release));
        try {
            return client.get("a", limit);
        } finally {
            joinUninterruptibly(releaser);
            notReleased += 1 - permits.drainPermits();
        }
    }

    private static void check(PermitWait client, Duration limit, List<String> wrong)
            throws Exception {
        check(limit, () -> client.get("a", limit), wrong);
    }

    private static void check(Duration limit, Callable<String> call, List<String> wrong)
            throws Exception {
        long begin = System.nanoTime();
        try {
            wrong.add(limit + ": " + call.call());
        } catch (TimeoutException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (took.compareTo(limit) < 0 || took.compareTo(limit.plusMillis(10)) > 0) {
                wrong.add(limit + ": timeout after " + took);
            }
        }
    }

    @CancelEverywhere
    void theWaitForAPermitEndsAtTheDeadline(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        permits.acquireUninterruptibly(2); // on a thread that is not part of the run
        balanced(attempt, 0)
                .undisturbed()
                .run(
                        () -> {
                            for (Duration limit : LIMITS) {
                                check(client, limit, wrong);
                            }
                        });
        assertThat(wrong).as("limits that were not kept, without a permit").isEmpty();
        assertThat(transport.sent()).as("requests without a permit").isEmpty();
    }

    @CancelEverywhere
    void aWaitOfADayEndsAtTheDeadline(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        permits.acquireUninterruptibly(2);
        watched(attempt)
                .undisturbed()
                .mayWaitForever("waits that poll pass too many points for the lab")
                .run(() -> check(client, LONGER, wrong));
        assertThat(wrong).as("limits that were not kept, without a permit").isEmpty();
        assertThat(transport.sent()).as("requests without a permit").isEmpty();
    }

    @CancelEverywhere
    void theWaitForTheAnswerEndsAtTheDeadline(Attempt attempt) {
        List<String> wrong = notKept(attempt, limit -> slow);
        assertThat(wrong).as("limits that were not kept, without an answer").isEmpty();
    }

    private List<String> notKept(Attempt attempt, Function<Duration, PermitWait> clients) {
        List<String> wrong = new ArrayList<>();
        balanced(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            for (Duration limit : LIMITS) {
                                check(clients.apply(limit), limit, wrong);
                            }
                        });
        return wrong;
    }

    /** Each answer arrives a nanosecond too late. */
    @CancelEverywhere
    void anAnswerAfterTheDeadlineIsNotReturned(Attempt attempt) {
        List<String> wrong =
                notKept(
                        attempt,
                        limit -> new PermitWait(permits, new Transport(limit.plusNanos(1))));
        assertThat(wrong).as("limits that were not kept, with a late answer").isEmpty();
    }

    /** No time is a whole number of milliseconds, and each answer is a nanosecond too late. */
    @CancelEverywhere
    void theRequestGetsWhatTheWaitHasLeft(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        Duration limit = SHORT.plusNanos(300_001);
        permits.acquireUninterruptibly(2);
        balanced(attempt, 0)
                .undisturbed()
                .run(
                        () -> {
                            for (long micros : List.of(900, 24_600, 49_900)) {
                                Duration wait = Duration.ofNanos(micros * 1_000);
                                Duration answering = limit.minus(wait).plusNanos(1);
                                var late = new PermitWait(permits, new Transport(answering));
                                check(limit, () -> getWithAPermitAfter(wait, late, limit), wrong);
                            }
                        });
        assertThat(wrong).as("limits that were not kept, after a wait").isEmpty();
    }

    private void isAnswered(Attempt attempt, Duration wait, Duration answering, Duration limit) {
        permits.acquireUninterruptibly(2);
        var other = new PermitWait(permits, new Transport(answering));
        Outcome<String> outcome =
                balanced(attempt, 0)
                        .undisturbed()
                        .call(() -> getWithAPermitAfter(wait, other, limit));
        assertThat(outcome.value())
                .as("answer after %s, for a limit of %s", wait.plus(answering), limit)
                .isEqualTo("answer to a");
    }

    @CancelEverywhere
    void anAnswerBeforeTheDeadlineIsReturned(Attempt attempt) {
        isAnswered(attempt, SHORT.minus(ANSWERING).minusNanos(400_000), ANSWERING, SHORT);
    }

    @CancelEverywhere
    void theLastNanosecondIsEnoughForAnAnswerAtOnce(Attempt attempt) {
        isAnswered(attempt, SHORT.minusNanos(1), Duration.ZERO, SHORT);
    }

    @CancelEverywhere
    void theLongestLimitIsNotOverAfterMinutes(Attempt attempt) {
        isAnswered(attempt, LONG, LONG, Duration.ofNanos(Long.MAX_VALUE));
    }

    @CancelEverywhere
    void aLimitOfZeroOrLessIsOver(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        balanced(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            check(client, Duration.ZERO, wrong);
                            check(Duration.ZERO, () -> client.get("a", SHORT.negated()), wrong);
                        });
        assertThat(wrong).as("limits that do not end the call at once").isEmpty();
        assertThat(transport.sent()).as("requests without time").isEmpty();
    }

    @CancelEverywhere
    void anInterruptIsKeptIfNoTimeIsLeft(Attempt attempt) {
        balanced(attempt, 2).call(() -> client.get("a", Duration.ZERO)).thrown();
        assertThat(transport.sent()).as("requests without time").isEmpty();
    }

    @CancelEverywhere
    void anInterruptAtTheDeadlineIsKept(Attempt attempt) {
        permits.acquireUninterruptibly(2);
        balanced(attempt, 0)
                .onThread("body")
                .call(() -> getWithAPermitAfter(SHORT, client, SHORT))
                .thrown();
    }

    /** The permit is released at the deadline, a moment before or after. */
    @CancelEverywhere
    void aPermitAtTheDeadlineIsNotLost(Attempt attempt) {
        permits.acquireUninterruptibly(2);
        Outcome<String> outcome =
                balanced(attempt, 0)
                        .undisturbed()
                        .mayHold(TAKEN)
                        .allInterleavingsAndTimers()
                        .delayBound(1)
                        .runBudget(600)
                        .call(() -> getWithAPermitAfter(SHORT, client, SHORT));
        isAnswerOrTimeout(outcome);
    }

    /** One of the calls with a limit returns ten seconds late. */
    @CancelEverywhere
    void aCallThatWakesUpTooLateEndsWithATimeout(Attempt attempt) {
        permits.acquireUninterruptibly(2);
        Outcome<String> outcome =
                balanced(attempt, 0)
                        .mayAbsorb(ELSEWHERE)
                        .onThread("body")
                        .mayHold(TAKEN)
                        .lateReturns()
                        .call(() -> getWithAPermitAfter(ANSWERING, client, SHORT));
        if (!outcome.cancelled()) {
            isAnswerOrTimeout(outcome);
        }
    }

    private static void isAnswerOrTimeout(Outcome<String> outcome) {
        assertThat(outcome.thrown().orElseGet(TimeoutException::new))
                .as("what the caller gets at the deadline, if there is no answer")
                .isInstanceOf(TimeoutException.class);
    }

    @CancelEverywhere
    void anInterruptedCallReleasesOnlyWhatItAcquired(Attempt attempt) {
        balanced(attempt, 2).mayAbsorb(ELSEWHERE).inPairs().run(() -> client.get("a", LONG));
    }

    @CancelEverywhere
    void anInterruptedCallThrowsItsInterrupt(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .onThread("body")
                        .atLeastOnePoint()
                        .call(() -> client.get("a", LONG));
        outcome.thrown().ifPresent(PermitWaitTest::isTheInterrupt);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("answer").isEqualTo("answer to a");
        }
    }

    private void anInterruptEnds(Attempt attempt, int free, PermitWait waiting) {
        List<String> wrong = new ArrayList<>();
        balanced(attempt, free)
                .inPairs()
                .run(() -> check(waiting, LONG, wrong))
                .thrown()
                .ifPresent(PermitWaitTest::isTheInterrupt);
        assertThat(wrong).as("what an interrupted call did instead").isEmpty();
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForAPermit(Attempt attempt) {
        permits.acquireUninterruptibly(2);
        anInterruptEnds(attempt, 0, client);
        assertThat(transport.sent()).as("requests without a permit").isEmpty();
    }

    @CancelEverywhere
    void anInterruptEndsTheRequest(Attempt attempt) {
        anInterruptEnds(attempt, 2, slow);
    }

    /** The interrupted request may close its connection only after the deadline. */
    @CancelEverywhere
    void anInterruptShortlyBeforeTheDeadlineIsNotATimeout(Attempt attempt) {
        AtomicReference<Thread> caller = new AtomicReference<>();
        AtomicLong left = new AtomicLong();
        AtomicLong end = new AtomicLong();
        Outcome<String> outcome =
                balanced(attempt, 2)
                        .action(
                                "interrupts the caller",
                                () -> {
                                    left.set(end.get() - System.nanoTime());
                                    Optional.ofNullable(caller.get()).ifPresent(Thread::interrupt);
                                })
                        .mayInterruptItself("the test interrupts the caller itself")
                        .call(
                                () -> {
                                    caller.set(Thread.currentThread());
                                    end.set(System.nanoTime() + SHORT.toNanos());
                                    return slow.get("a", SHORT);
                                });
        Throwable thrown = outcome.thrown().orElseThrow();
        if (left.get() > 0) {
            isTheInterrupt(thrown);
        }
    }

    @CancelEverywhere
    void aFailureReleasesThePermitAndReachesTheCaller(Attempt attempt) {
        balanced(attempt, 2)
                .invariant("what the transport throws is not wrapped", () -> !wrapped)
                .withFaults(Transport.class)
                .call(this::getsOrThrows)
                .thrown();
    }

    private String getsOrThrows() throws Exception {
        try {
            return client.get("a", LONG);
        } catch (Throwable t) {
            wrapped = t.getCause() != null;
            throw t;
        }
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        balanced(attempt, 2).again().call(() -> client.get("a", LONG)).thrown();
    }

    private void getsQuietly(PermitWait client, String url) {
        try {
            client.get(url, LONG);
        } catch (Exception e) {
            failure = e;
        }
    }

    @CancelEverywhere
    void aPermitThatAnotherCallTakesFirstDoesNotProlongTheWait(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        permits.acquireUninterruptibly();
        balanced(attempt, 1)
                .undisturbed()
                .delayBound(1)
                .runBudget(400)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> getsQuietly(slow, "b"));
                            check(slow, SHORT, wrong);
                            other.join();
                        });
        assertThat(wrong).as("limits that were not kept, while another call asks").isEmpty();
    }

    /** Two calls share one permit; one of them is interrupted. */
    @CancelEverywhere
    void noRequestRunsWithoutAPermit(Attempt attempt) {
        permits.acquireUninterruptibly();
        sharesOnePermit(attempt.onThread("body").mayAbsorb(ELSEWHERE), LONG);
        assertThat(failure).as("thrown by the call that was not interrupted").isNull();
    }

    /** Two calls share one permit; one of them reaches its deadline during its request. */
    @CancelEverywhere
    void aPermitIsNotReleasedBeforeTheRequestHasEnded(Attempt attempt) {
        permits.acquireUninterruptibly();
        sharesOnePermit(attempt.undisturbed(), ANSWERING.dividedBy(2));
        assertThat(failure).as("thrown by the call that has time").isNull();
    }

    private void sharesOnePermit(Attempt attempt, Duration limit) {
        balanced(attempt, 1)
                .delayBound(1)
                .runBudget(400)
                .invariant("at most one request runs at a time", () -> transport.mostRunning() <= 1)
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(() -> getsQuietly(client, "b"));
                            try {
                                client.get("a", limit);
                            } catch (TimeoutException e) {
                                // with a short limit
                            } finally {
                                joinUninterruptibly(other);
                            }
                        });
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @CancelEverywhere
    void twoPermitsLetTwoRequestsRunAtTheSameTime(Attempt attempt) {
        balanced(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(() -> getsQuietly(client, "a"));
                            client.get("a", LONG);
                            other.join();
                        });
        assertThat(transport.mostRunning())
                .as("requests for one page at the same time, with two permits")
                .isEqualTo(2);
    }

    @CancelEverywhere
    void eachCallSendsOneRequest(Attempt attempt) {
        List<String> urls = IntStream.range(0, 30).mapToObj(n -> "page " + n).toList();
        balanced(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            for (String url : urls) {
                                client.get(url, LONG);
                            }
                        });
        assertThat(transport.sent()).as("requests").isEqualTo(urls);
    }

    @CancelEverywhere
    void eachClientUsesItsOwnPermitsAndTransport(Attempt attempt) {
        var _ = new PermitWait(new Semaphore(0), new Transport(LONGER));
        balanced(attempt, 2).undisturbed().run(() -> client.get("a", LONG));
        assertThat(transport.sent()).as("requests of the first client").containsExactly("a");
    }
}
