package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.util.Collections.nCopies;

import cancelsafe.given.CallbackToken;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

class WakeTheSleeperTest {
    private static final List<String> ORDERS = List.of("tea", "rice");
    private static final List<Throwable> FAILURES =
            List.of(new IllegalStateException("no tea"), new AssertionError("a bug"));
    private static final String ELSEWHERE = "judged by anInterruptFromElsewhereIsNotSwallowed";
    private static final String ONE_MORE = "it waits for one order more than there are";

    private final WakeTheSleeper worker = new WakeTheSleeper();
    private final CallbackToken token = new CallbackToken();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>(ORDERS);
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger followUps = new AtomicInteger();

    private int runUntilAllAreHandled() throws InterruptedException {
        return worker.run(orders, ORDERS.size(), token, this::handle);
    }

    private int runAndWaitForMore() throws InterruptedException {
        return worker.run(orders, ORDERS.size() + 1, token, this::handle);
    }

    private void handle(String order) {
        try {
            Thread.sleep(Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handled.incrementAndGet();
    }

    /** Does not wait, so that the cancellation can come at any later moment of the run. */
    private void handleAtOnce(String order) {
        handled.incrementAndGet();
    }

    /** The next task on the same thread; an interrupt in it was meant for an earlier task. */
    private void followUp() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
        followUps.incrementAndGet();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("cancelled", token::isCancelled)
                .watch("handled", handled::get)
                .watch("in the queue", orders::size);
    }

    private Attempt cancelledAnywhere(Attempt attempt) {
        return watched(attempt).action("canceller", token::cancel);
    }

    @CancelEverywhere
    void cancellingWakesTheSleeper(Attempt attempt) {
        cancelledAnywhere(attempt).call(this::runAndWaitForMore);
    }

    @CancelEverywhere
    void cancellingWakesTheSleeperAtOnce(Attempt attempt) {
        orders.clear(); // nothing to finish first
        AtomicLong cancelledAt = new AtomicLong(Long.MAX_VALUE);
        AtomicLong late = new AtomicLong();
        watched(attempt)
                .action(
                        "canceller",
                        () -> {
                            cancelledAt.set(System.nanoTime());
                            token.cancel();
                        })
                .invariant("run() returns in no time after cancel()", () -> late.get() <= 0)
                .run(
                        () -> {
                            runAndWaitForMore();
                            late.set(System.nanoTime() - cancelledAt.get());
                        });
    }

    @CancelEverywhere
    void aCancelledRunReturnsWithTheInterruptStatusClear(Attempt attempt) {
        Outcome<Integer> outcome = cancelledAnywhere(attempt).call(this::runUntilAllAreHandled);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
    }

    @CancelEverywhere
    void aCancelledSleeperReturnsWithTheInterruptStatusClear(Attempt attempt) {
        Outcome<Integer> outcome = cancelledAnywhere(attempt).call(this::runAndWaitForMore);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
    }

    @CancelEverywhere
    void theNextTaskOnTheThreadIsNotInterrupted(Attempt attempt) {
        Outcome<Void> outcome =
                cancelledAnywhere(attempt)
                        .run(
                                () -> {
                                    runUntilAllAreHandled();
                                    followUp();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(followUps)
                .as("runs of the next task on this thread, which nothing interrupts")
                .hasValue(1);
    }

    @CancelEverywhere
    void aFailedHandlerLeavesNoInterruptForTheNextTask(Attempt attempt) {
        theNextTaskIsNotInterrupted(attempt, new IllegalStateException("there is no tea"));
    }

    @CancelEverywhere
    void anErrorOfAHandlerLeavesNoInterruptForTheNextTask(Attempt attempt) {
        theNextTaskIsNotInterrupted(attempt, new AssertionError("a bug in the handler"));
    }

    private void theNextTaskIsNotInterrupted(Attempt attempt, Throwable failure) {
        Outcome<Void> outcome =
                cancelledAnywhere(attempt)
                        .run(
                                () -> {
                                    runWithAFailingHandler(failure);
                                    followUp();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(followUps)
                .as("runs of the next task on this thread, which nothing interrupts")
                .hasValue(1);
    }

    @CancelEverywhere
    void aFailedHandlerDoesNotSwallowAnInterruptFromElsewhere(Attempt attempt) {
        watched(attempt).run(() -> runWithAFailingHandler(new IllegalStateException("no tea")));
    }

    @CancelEverywhere
    void aFailureOfAHandlerReachesTheCaller(Attempt attempt) {
        List<String> reached = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            orders.addAll(ORDERS);
                            for (Throwable failure : FAILURES) {
                                CallbackToken cancelled = new CallbackToken();
                                Runnable cancelsAndFails =
                                        () -> {
                                            cancelled.cancel();
                                            Failing.with(failure);
                                        };
                                Stream.of(
                                                runWithAFailingHandler(failure),
                                                failureOfARun(cancelled, cancelsAndFails))
                                        .flatMap(Optional::stream)
                                        .forEach(thrown -> reached.add(thrown.toString()));
                            }
                        });
        assertThat(reached)
                .as("what run() threw, with an open token and with one that the handler cancels")
                .isEqualTo(
                        FAILURES.stream()
                                .flatMap(each -> Stream.of(each.toString(), each.toString()))
                                .toList());
        assertThat(orders).as("orders left in the queue, after one run for each").isEmpty();
    }

    @CancelEverywhere
    void interruptsFromElsewhereHideNoFailureOfAHandler(Attempt attempt) {
        List<String> reached = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread caller = Thread.currentThread();
                            for (Throwable failure : FAILURES) {
                                Consumer<String> handler =
                                        order -> {
                                            for (int n = 0; n < 20; n++) {
                                                caller.interrupt(); // from elsewhere
                                                attempt.settle(); // run() may have noticed it
                                            }
                                            Failing.with(failure);
                                        };
                                Throwable thrown =
                                        catchThrowable(() -> worker.run(orders, 1, token, handler));
                                reached.add(thrown + ", status " + Thread.interrupted());
                            }
                        });
        assertThat(reached)
                .as("what run() threw, and the interrupt status then")
                .isEqualTo(FAILURES.stream().map(each -> each + ", status true").toList());
    }

    private Optional<Throwable> runWithAFailingHandler(Throwable failure)
            throws InterruptedException {
        return failureOfARun(token, () -> Failing.with(failure));
    }

    /** The pool's threads survive a task that fails. */
    private Optional<Throwable> failureOfARun(CallbackToken itsToken, Runnable last)
            throws InterruptedException {
        try {
            worker.run(
                    orders,
                    ORDERS.size(),
                    itsToken,
                    order -> {
                        handle(order);
                        last.run();
                    });
            return Optional.empty();
        } catch (IllegalStateException | Error e) {
            return Optional.of(e);
        }
    }

    @CancelEverywhere
    void aCancelAtTheEndOfARunNeverInterruptsTheNextTask(Attempt attempt) {
        AtomicReference<String> end = new AtomicReference<>("it never ended");
        try {
            watched(attempt)
                    .undisturbed()
                    .allInterleavings()
                    .run(
                            () -> {
                                // not token::cancel: the lab must see the call
                                Thread canceller = Thread.ofVirtual().start(() -> token.cancel());
                                worker.run(orders, ORDERS.size(), token, this::handleAtOnce);
                                followUp();
                                canceller.join();
                                followUp();
                                end.set(Thread.currentThread().isInterrupted() ? "set" : "clear");
                            });
        } finally { // a run that never ends is not a failure by itself
            assertThat(followUps)
                    .as("runs of the next task on this thread, which nothing interrupts")
                    .hasValue(2);
            assertThat(end).as("interrupt status in the end").hasValue("clear");
        }
    }

    @CancelEverywhere
    void anInterruptFromElsewhereIsNotSwallowed(Attempt attempt) {
        watched(attempt).call(this::runUntilAllAreHandled);
    }

    @CancelEverywhere
    void anInterruptFromElsewhereIsNotSwallowedDuringTheWait(Attempt attempt) {
        watched(attempt).mayWaitForever(ONE_MORE).call(this::runAndWaitForMore);
    }

    @CancelEverywhere
    void anInterruptThatIsNotOfItsCallbackIsNotSwallowed(Attempt attempt) {
        orders.clear(); // the run waits at once
        anInterruptBeforeItsCallbackIsNotSwallowed(attempt, this::runAndWaitForMore);
    }

    @CancelEverywhere
    void anInterruptOfAHandlerThatIsNotOfItsCallbackIsNotSwallowed(Attempt attempt) {
        anInterruptBeforeItsCallbackIsNotSwallowed(attempt, this::runUntilAllAreHandled);
    }

    @CancelEverywhere
    void aFailedHandlerDoesNotSwallowAnInterruptThatIsNotOfItsCallback(Attempt attempt) {
        anInterruptBeforeItsCallbackIsNotSwallowed(
                attempt,
                () -> {
                    runWithAFailingHandler(new IllegalStateException("no tea"));
                    return 0;
                });
    }

    /**
     * The token is already cancelled, but another callback keeps the one of the run from beginning.
     * Whatever interrupts the sleeper now comes from elsewhere.
     */
    private void anInterruptBeforeItsCallbackIsNotSwallowed(
            Attempt attempt, Callable<Integer> run) {
        AtomicBoolean told = new AtomicBoolean();
        theCallerMustBe(told, attempt)
                .run(
                        () -> {
                            Thread sleeper = Thread.currentThread();
                            token.onCancel(
                                    () -> {
                                        sleeper.interrupt();
                                        attempt.settle(); // the run has ended
                                    });
                            Thread canceller = Thread.ofVirtual().start(() -> cancelLater(attempt));
                            told.set(theCallerIsTold(run));
                            canceller.join();
                        });
    }

    private Attempt theCallerMustBe(AtomicBoolean told, Attempt attempt) {
        return watched(attempt)
                .undisturbed()
                .invariant("run() throws or leaves the status set", told::get);
    }

    private void cancelLater(Attempt attempt) {
        attempt.settle(); // the run waits, or its handler does
        token.cancel();
    }

    private static boolean theCallerIsTold(Callable<Integer> run) throws Exception {
        try {
            run.call();
        } catch (InterruptedException e) {
            return true;
        }
        return Thread.interrupted();
    }

    @CancelEverywhere
    void anInterruptedWorkerHandlesTheOrderItTook(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .mayWaitForever(ONE_MORE)
                .invariant("no order is lost", this::noOrderIsLost)
                .call(this::runAndWaitForMore);
    }

    @CancelEverywhere
    void aCancelledWorkerHandlesTheOrderItTook(Attempt attempt) {
        Outcome<Integer> outcome =
                cancelledAnywhere(attempt)
                        .invariant("no order is lost", this::noOrderIsLost)
                        .call(this::runAndWaitForMore);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("result of run()").isEqualTo(handled.get());
        }
    }

    @CancelEverywhere
    void aCancelDuringTakeLosesNoOrder(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .allInterleavings()
                .invariant("no order is lost", this::noOrderIsLost)
                .run(
                        () -> {
                            Thread canceller = Thread.ofVirtual().start(() -> token.cancel());
                            runUntilAllAreHandled();
                            canceller.join();
                        });
    }

    private boolean noOrderIsLost() {
        return handled.get() + orders.size() == ORDERS.size();
    }

    @CancelEverywhere
    void aTokenCancelledBeforehandAllowsNoOrder(Attempt attempt) {
        token.cancel();
        Outcome<Integer> outcome = endsUndisturbed(attempt, this::runAndWaitForMore);
        assertThat(outcome.value()).as("result of run()").isZero();
        assertThat(handled).as("handled").hasValue(0);
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
    }

    /** This queue hands out an available order without checking the interrupt status. */
    @CancelEverywhere
    void aTokenCancelledBeforehandAllowsNoOrderFromADeque(Attempt attempt) {
        BlockingQueue<String> deque = new LinkedBlockingDeque<>(ORDERS);
        token.cancel();
        endsUndisturbed(attempt, () -> worker.run(deque, ORDERS.size(), token, this::handle));
        assertThat(handled).as("handled").hasValue(0);
    }

    @CancelEverywhere
    void aHandlerMayCancelTheToken(Attempt attempt) {
        Outcome<Integer> outcome =
                endsUndisturbed(
                        attempt,
                        () -> worker.run(orders, ORDERS.size(), token, this::handleAndCancel));
        assertThat(outcome.value()).as("result of run()").isEqualTo(1);
        assertThat(orders).as("orders left in the queue").containsExactly("rice");
        assertThat(outcome.interrupted()).as("interrupt status").isFalse();
    }

    private void handleAndCancel(String order) {
        handle(order);
        token.cancel();
    }

    @CancelEverywhere
    void aRunHandlesNoMoreThanItsLimit(Attempt attempt) {
        List<Integer> limits = List.of(0, 1, 2, 12);
        List<Integer> returned = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int limit : limits) {
                                orders.addAll(nCopies(limit, "tea"));
                                returned.add(worker.run(orders, limit, token, this::handle));
                            }
                        });
        assertThat(returned).as("results of run()").isEqualTo(limits);
        assertThat(handled).as("handled").hasValue(15);
        assertThat(orders).as("orders left in the queue").hasSize(ORDERS.size());
    }

    @CancelEverywhere
    void theSleeperWaitsForDaysIfItMust(Attempt attempt) {
        Runnable late =
                () -> {
                    try {
                        Thread.sleep(Duration.ofDays(3));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("this thread is never interrupted", e);
                    }
                    orders.add("tea, three days late");
                };
        Outcome<Integer> outcome =
                endsUndisturbed(
                        attempt,
                        () -> {
                            Thread lateOrder = Thread.ofVirtual().start(late);
                            int result = runAndWaitForMore();
                            lateOrder.join();
                            return result;
                        });
        assertThat(outcome.value()).as("result of run()").isEqualTo(ORDERS.size() + 1);
    }

    /** What a run keeps in a field of the object, the other run destroys. */
    @CancelEverywhere
    void anInterruptIsNotTakenForThatOfAnotherRun(Attempt attempt) {
        CallbackToken otherToken = new CallbackToken();
        AtomicInteger other = new AtomicInteger(-1);
        AtomicBoolean told = new AtomicBoolean();
        theCallerMustBe(told, attempt)
                .watch("result of the other run", other::get)
                .invariant("the other run returns 0", () -> other.get() == 0)
                .run(
                        () -> {
                            Thread caller = Thread.currentThread();
                            Thread sleeper =
                                    Thread.ofVirtual().start(() -> other.set(waits(otherToken)));
                            attempt.settle(); // the other run waits
                            Consumer<String> handler =
                                    order -> {
                                        handle(order);
                                        otherToken.cancel();
                                        caller.interrupt(); // from elsewhere
                                    };
                            told.set(theCallerIsTold(() -> worker.run(orders, 2, token, handler)));
                            sleeper.join();
                        });
    }

    private int waits(CallbackToken otherToken) {
        try {
            return worker.run(new LinkedBlockingQueue<>(), 1, otherToken, this::handle);
        } catch (InterruptedException e) {
            return -1;
        }
    }

    @CancelEverywhere
    void theInterruptStatusOfTheCancellerStaysAsItIs(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () ->
                                isLeftAloneBy(
                                        "cancel(), while another thread is in run()",
                                        () -> cancelAnotherRun(attempt)));
    }

    private void cancelAnotherRun(Attempt attempt) {
        CallbackToken otherToken = new CallbackToken();
        Thread.ofVirtual().start(() -> waits(otherToken));
        attempt.settle(); // the other run waits
        otherToken.cancel();
        attempt.settle(); // it has ended
    }

    /** The tokens of both earlier runs were cancelled; one of their handlers failed, too. */
    @CancelEverywhere
    void anInterruptIsNotTakenForThatOfAnEarlierRun(Attempt attempt) {
        AtomicBoolean told = new AtomicBoolean();
        theCallerMustBe(told, attempt)
                .run(
                        () -> {
                            CallbackToken one = new CallbackToken();
                            failureOfARun(one, one::cancel);
                            CallbackToken two = new CallbackToken();
                            failureOfARun(
                                    two,
                                    () -> {
                                        two.cancel();
                                        throw new IllegalStateException("no tea");
                                    });
                            orders.add("salt");
                            Thread caller = Thread.currentThread();
                            Consumer<String> interrupted =
                                    order -> {
                                        handle(order);
                                        caller.interrupt(); // from elsewhere
                                    };
                            told.set(
                                    theCallerIsTold(
                                            () -> worker.run(orders, 1, token, interrupted)));
                        });
    }

    @CancelEverywhere
    void aCancelNeverMissesTheSleeper(Attempt attempt) {
        orders.clear(); // the run waits at once
        endsUndisturbed(
                attempt.delayBound(1).runBudget(100),
                () -> {
                    // not token::cancel: the lab must see the call
                    Thread canceller = Thread.ofVirtual().start(() -> token.cancel());
                    int result = runAndWaitForMore();
                    canceller.join();
                    return result;
                });
    }

    @CancelEverywhere
    void anUncancelledRunHandlesAllOrders(Attempt attempt) {
        Outcome<Integer> outcome = endsUndisturbed(attempt, this::runUntilAllAreHandled);
        assertThat(outcome.value()).as("result of run()").isEqualTo(ORDERS.size());
        assertThat(handled).as("handled").hasValue(ORDERS.size());
    }

    private Outcome<Integer> endsUndisturbed(Attempt attempt, Callable<Integer> run) {
        AtomicReference<String> end = new AtomicReference<>("it never ended");
        try {
            return watched(attempt)
                    .undisturbed()
                    .call(
                            () -> {
                                try {
                                    return run.call();
                                } finally {
                                    end.set("it ended");
                                }
                            });
        } finally { // a run that never ends is not a failure by itself
            assertThat(end).as("the run").hasValue("it ended");
        }
    }
}
