package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.PriceService;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

class SharedFutureTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LOADING = Duration.ofMillis(50);
    private static final long HOURS = Duration.ofHours(2).toNanos();
    private static final Duration LONG = Duration.ofNanos(Long.MAX_VALUE);

    private final PriceService service = new PriceService();
    private final SharedFuture price = new SharedFuture(service);
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();

    private Attempt watched(Attempt attempt) {
        return attempt.watch("loads", () -> service.loads().size())
                .watch("loads that run", service::running)
                .watch("results", () -> new java.util.TreeMap<>(results))
                .invariant(
                        "no load runs when all callers have ended", () -> service.running() == 0);
    }

    private Attempt quiet(Attempt attempt) {
        return watched(attempt).undisturbed();
    }

    private static String result(SharedFuture price, Duration limit) {
        try {
            return "price " + price.get(limit);
        } catch (TimeoutException e) {
            return "timeout";
        } catch (ExecutionException e) {
            return "failed: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private void calls(String name, Duration limit) {
        callers.add(Thread.startVirtualThread(() -> results.put(name, result(price, limit))));
    }

    private void allHaveEnded() throws InterruptedException {
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private void oneLoad() {
        assertThat(service.loads()).as("loads that were begun").hasSize(1);
    }

    private void subset(Attempt attempt, boolean a, boolean b, boolean c) {
        quiet(attempt)
                .run(
                        () -> {
                            calls("a", a ? SHORT : LONG);
                            calls("b", b ? SHORT : LONG);
                            calls("c", c ? SHORT : LONG);
                            Thread.sleep(LOADING);
                            results.put("runs", Long.toString(service.running()));
                            service.answer();
                            allHaveEnded();
                        });
        assertThat(results)
                .as("what the callers got, and the loads that run after the limit")
                .isEqualTo(
                        Map.of(
                                "a", a ? "timeout" : "price 100",
                                "b", b ? "timeout" : "price 100",
                                "c", c ? "timeout" : "price 100",
                                "runs", a && b && c ? "0" : "1"));
        oneLoad();
    }

    @CancelEverywhere
    void allThreeCallersGetThePriceOfOneLoad(Attempt attempt) {
        subset(attempt, false, false, false);
    }

    @CancelEverywhere
    void theFirstCallerTimesOutAlone(Attempt attempt) {
        subset(attempt, true, false, false);
    }

    @CancelEverywhere
    void theSecondCallerTimesOutAlone(Attempt attempt) {
        subset(attempt, false, true, false);
    }

    @CancelEverywhere
    void theThirdCallerTimesOutAlone(Attempt attempt) {
        subset(attempt, false, false, true);
    }

    @CancelEverywhere
    void theFirstCallerAloneGetsThePrice(Attempt attempt) {
        subset(attempt, false, true, true);
    }

    @CancelEverywhere
    void theSecondCallerAloneGetsThePrice(Attempt attempt) {
        subset(attempt, true, false, true);
    }

    @CancelEverywhere
    void theThirdCallerAloneGetsThePrice(Attempt attempt) {
        subset(attempt, true, true, false);
    }

    @CancelEverywhere
    void theLoadIsCancelledIfAllThreeCallersTimeOut(Attempt attempt) {
        subset(attempt, true, true, true);
    }

    @CancelEverywhere
    void theLoadIsCancelledWhenTheLastCallerTimesOutAndNotBefore(Attempt attempt) {
        List<Long> running = new ArrayList<>();
        quiet(attempt)
                .run(
                        () -> {
                            for (int i = 1; i <= 10; i++) {
                                calls("caller " + i, SHORT.multipliedBy(i));
                            }
                            Thread.sleep(SHORT.multipliedBy(10).minusNanos(1));
                            running.add(service.running());
                            Thread.sleep(Duration.ofMillis(1));
                            running.add(service.running());
                        });
        assertThat(running)
                .as("loads that run just before and just after the limit of the last caller")
                .containsExactly(1L, 0L);
        assertThat(results).as("results").hasSize(10).containsValue("timeout");
        oneLoad();
    }

    @CancelEverywhere
    void aCallerThatComesAfterTheLastStartsANewLoad(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            for (int i = 1; i <= 3; i++) {
                                calls("a" + i, SHORT);
                                calls("b" + i, SHORT);
                                allHaveEnded();
                            }
                            calls("c", LONG);
                            Thread.sleep(LOADING);
                            service.answer();
                            allHaveEnded();
                        });
        assertThat(results.get("c")).as("what the later caller got").isEqualTo("price 400");
        assertThat(service.loads()).as("loads that were begun").hasSize(4);
    }

    @CancelEverywhere
    void aCallerThatComesAfterOneHasLeftJoinsTheOther(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            calls("a", LONG);
                            calls("b", SHORT);
                            Thread.sleep(LOADING);
                            calls("c", LONG);
                            attempt.settle();
                            service.answer();
                            allHaveEnded();
                        });
        assertThat(results.get("c")).as("what the later caller got").isEqualTo("price 100");
        oneLoad();
    }

    @CancelEverywhere
    void aPriceIsNotKeptForLaterCallers(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            for (int i = 1; i <= 3; i++) {
                                calls("caller " + i, LONG);
                                Thread.sleep(LOADING);
                                service.answer();
                                allHaveEnded();
                            }
                        });
        assertThat(results)
                .as("what three callers in sequence got")
                .isEqualTo(
                        Map.of(
                                "caller 1", "price 100",
                                "caller 2", "price 200",
                                "caller 3", "price 300"));
    }

    private void isAFailure(Attempt attempt, Exception failure) {
        String failed = "failed: " + failure;
        quiet(attempt)
                .run(
                        () -> {
                            calls("a", LONG);
                            calls("b", LONG);
                            Thread.sleep(LOADING);
                            service.fail(failure);
                            calls("c", LONG); // the others may not have left yet
                            attempt.settle();
                            calls("d", LONG);
                            attempt.settle();
                            service.answer();
                            allHaveEnded();
                        });
        results.remove("c");
        assertThat(results)
                .as("what two callers of a failed load and a later caller got")
                .isEqualTo(Map.of("a", failed, "b", failed, "d", "price 200"));
        assertThat(service.loads()).as("loads that were begun").hasSize(2);
    }

    @CancelEverywhere
    void aFailureReachesEachCallerAndIsNotKept(Attempt attempt) {
        isAFailure(attempt.delayBound(1).runBudget(2000), new IOException("down"));
    }

    @CancelEverywhere
    void aTimeoutExceptionOfTheLoadIsAFailure(Attempt attempt) {
        isAFailure(attempt, new TimeoutException("the server was too slow"));
    }

    @CancelEverywhere
    void anExecutionExceptionOfTheLoadIsAFailure(Attempt attempt) {
        isAFailure(attempt, new ExecutionException(new IOException("down")));
    }

    @CancelEverywhere
    void eachLimitIsKept(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        quiet(attempt)
                .run(
                        () -> {
                            for (long nanos : List.of(-1L, 0L, 700_000L, 1_700_001L, HOURS)) {
                                long begin = System.nanoTime();
                                String result = result(price, Duration.ofNanos(nanos));
                                long over = System.nanoTime() - begin - Math.max(0, nanos);
                                if (!result.equals("timeout") || over < 0 || over > 10_000_000) {
                                    wrong.add(nanos + " ns: " + result + ", over by " + over);
                                }
                            }
                        });
        assertThat(wrong).as("limits that were not kept").isEmpty();
    }

    @CancelEverywhere
    void theLoadIsCancelledIfItsOnlyCallerIsInterrupted(Attempt attempt) {
        Duration limit = Duration.ofMinutes(1);
        watched(attempt).atLeastOnePoint().call(() -> price.get(limit)).thrown();
    }

    @CancelEverywhere
    void anInterruptedCallerDoesNotAffectTheOthers(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .inPairs()
                .run(
                        () -> {
                            calls("a", LONG);
                            attempt.settle();
                            Thread server = Thread.startVirtualThread(this::answersLater);
                            try {
                                price.get(LONG);
                            } finally {
                                joinUninterruptibly(callers.getFirst());
                                joinUninterruptibly(server);
                            }
                        })
                .thrown()
                .ifPresent(SharedFutureTest::isTheInterrupt);
        assertThat(results.get("a")).as("what the other caller got").isEqualTo("price 100");
    }

    /** The price arrives when the interrupt does, a moment before or after. */
    @CancelEverywhere
    void anInterruptThatMeetsThePriceReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .allInterleavings()
                .delayBound(1)
                .runBudget(200)
                .run(
                        () -> {
                            Thread server = Thread.startVirtualThread(this::answersLater);
                            try {
                                price.get(LONG);
                            } finally {
                                joinUninterruptibly(server);
                            }
                        })
                .thrown()
                .ifPresent(SharedFutureTest::isTheInterrupt);
    }

    private static void isTheInterrupt(Throwable thrown) {
        assertThat(thrown)
                .as("what an interrupted caller gets instead of a price")
                .isInstanceOf(InterruptedException.class);
    }

    private void answersLater() {
        try {
            Thread.sleep(LOADING);
            service.answer();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            joinUninterruptibly(thread);
            Thread.currentThread().interrupt();
        }
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        watched(attempt).again().call(() -> price.get(SHORT)).thrown();
    }

    @CancelEverywhere
    void aFailureToBeginReachesTheCaller(Attempt attempt) {
        watched(attempt).withFaults(PriceService.class).call(this::getsAgainAfterAFault).thrown();
    }

    private int getsAgainAfterAFault() throws Exception {
        try {
            return price.get(SHORT);
        } catch (RuntimeException | Error fault) {
            result(price, SHORT);
            throw fault;
        }
    }

    /** One caller reaches its limit while the other one joins. */
    @CancelEverywhere
    void aCallerNeverJoinsALoadThatIsCancelled(Attempt attempt) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(1000)
                .run(
                        () -> {
                            calls("a", Duration.ZERO);
                            calls("b", LONG);
                            attempt.settle();
                            service.answer();
                            allHaveEnded();
                        });
        assertThat(results.get("b")).as("what the later caller got").startsWith("price");
    }

    /** The caller of the load before has its price, but may not have left yet. */
    @CancelEverywhere
    void aLoadIsCancelledEvenIfACallerOfAnotherLoadIsStillThere(Attempt attempt) {
        List<Long> running = new ArrayList<>();
        quiet(attempt)
                .delayBound(1)
                .runBudget(600)
                .run(
                        () -> {
                            calls("a", LONG);
                            attempt.settle();
                            service.answer();
                            results.put("b", result(price, Duration.ZERO));
                            running.add(service.running());
                            allHaveEnded();
                        });
        assertThat(running)
                .as("loads that run when no caller waits for a price")
                .containsExactly(0L);
    }

    @CancelEverywhere
    void callersThatLeaveAtTheSameTimeCancelTheLoad(Attempt attempt) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(600)
                .run(
                        () -> {
                            calls("a", SHORT);
                            calls("b", SHORT);
                            allHaveEnded();
                        });
        assertThat(results).as("results").isEqualTo(Map.of("a", "timeout", "b", "timeout"));
        oneLoad();
    }

    /** The price arrives when the limit is reached, a moment before or after. */
    @CancelEverywhere
    void aPriceAtTheLimitIsAPriceOrATimeout(Attempt attempt) {
        quiet(attempt)
                .allInterleavingsAndTimers()
                .delayBound(1)
                .runBudget(600)
                .run(
                        () -> {
                            calls("a", SHORT);
                            calls("b", LONG);
                            attempt.settle(); // both wait, or the first one has left
                            Thread.sleep(SHORT);
                            service.answer();
                            allHaveEnded();
                        });
        assertThat(results.get("a")).as("at the limit").isIn("price 100", "timeout");
        assertThat(results.get("b")).as("what the other caller got").startsWith("price");
    }

    @CancelEverywhere
    void twoObjectsDoNotShareALoad(Attempt attempt) {
        SharedFuture other = new SharedFuture(service);
        var _ = new SharedFuture(new PriceService());
        quiet(attempt)
                .run(
                        () -> {
                            calls("a", LOADING);
                            attempt.settle();
                            results.put("b", result(other, SHORT));
                            allHaveEnded();
                        });
        assertThat(results)
                .as("what the callers of two objects got")
                .isEqualTo(Map.of("a", "timeout", "b", "timeout"));
        assertThat(service.loads()).as("loads of two objects with one service").hasSize(2);
    }
}
