package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.CallbackToken;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

class WakeTheSleeperTest {
    private static final List<String> ORDERS = List.of("tea", "rice");
    private static final String ELSEWHERE = "judged by anInterruptFromElsewhereIsNotSwallowed";
    private static final String ONE_MORE = "it waits for one order more than there are";

    private final CallbackToken token = new CallbackToken();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>(ORDERS);
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger followUps = new AtomicInteger();

    private int runUntilAllAreHandled() throws InterruptedException {
        return new WakeTheSleeper().run(orders, ORDERS.size(), token, this::handle);
    }

    private int runAndWaitForMore() throws InterruptedException {
        return new WakeTheSleeper().run(orders, ORDERS.size() + 1, token, this::handle);
    }

    private void handle(String order) {
        try {
            Thread.sleep(Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        assertThat(followUps).as("follow-ups done").hasValue(1);
    }

    @CancelEverywhere
    void aFailedHandlerLeavesNoInterruptForTheNextTask(Attempt attempt) {
        Outcome<Void> outcome =
                cancelledAnywhere(attempt)
                        .run(
                                () -> {
                                    runWithAFailingHandler();
                                    followUp();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(followUps).as("follow-ups done").hasValue(1);
    }

    private void runWithAFailingHandler() throws InterruptedException {
        try {
            new WakeTheSleeper()
                    .run(
                            orders,
                            ORDERS.size(),
                            token,
                            order -> {
                                handle(order);
                                throw new IllegalStateException("there is no " + order);
                            });
        } catch (IllegalStateException e) {
            // the pool's threads survive a task that fails
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
                                runUntilAllAreHandled();
                                followUp();
                                canceller.join();
                                followUp();
                                end.set(Thread.currentThread().isInterrupted() ? "set" : "clear");
                            });
        } finally { // a run that never ends is not a failure by itself
            assertThat(followUps).as("follow-ups done").hasValue(2);
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
        endsUndisturbed(
                attempt, () -> new WakeTheSleeper().run(deque, ORDERS.size(), token, this::handle));
        assertThat(handled).as("handled").hasValue(0);
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
