package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

class BudgetTokenTest {
    private static final int BUDGET = 3;
    private static final int FAR_TOO_MANY = 4 * BUDGET;

    private final BudgetToken token = new BudgetToken(BUDGET);
    private final AtomicInteger units = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    /** Does units while they are granted, and gives up when that has no end. */
    private void work() {
        while (token.take()) {
            if (units.incrementAndGet() > FAR_TOO_MANY) {
                return;
            }
        }
    }

    private void cancel() {
        token.cancel();
        require(token.isCancelled());
    }

    @Test
    void oneWorkerGetsTheWholeBudget() {
        for (int budget : List.of(1, 2, BUDGET, 1_000)) {
            BudgetToken fresh = new BudgetToken(budget);
            for (int unit = 1; unit <= budget; unit++) {
                assertThat(fresh.isCancelled())
                        .as("cancelled before unit %d of %d", unit, budget)
                        .isFalse();
                assertThat(fresh.take()).as("unit %d of %d is granted", unit, budget).isTrue();
            }
            assertThat(fresh.isCancelled()).as("cancelled after the last unit").isTrue();
            assertThat(fresh.take()).as("one more is granted").isFalse();
            assertThat(fresh.take()).as("and another").isFalse();
            assertThat(fresh.isCancelled()).as("still cancelled").isTrue();
        }
    }

    @Test
    void eachTokenHasABudgetOfItsOwn() {
        BudgetToken other = new BudgetToken(1);
        token.cancel();
        assertThat(other.isCancelled()).as("another token is cancelled").isFalse();
        assertThat(other.take()).as("its unit is granted").isTrue();
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy("take()", () -> assertThat(token.take()).as("a unit is granted").isTrue());
        isLeftAloneBy("isCancelled()", token::isCancelled);
        isLeftAloneBy("cancel()", token::cancel);
        isLeftAloneBy("take() that is refused", token::take);
        isLeftAloneBy("isCancelled() after cancel()", token::isCancelled);
    }

    @Test
    void aTokenWithoutBudgetIsCancelledFromTheStart() {
        BudgetToken empty = new BudgetToken(0);
        assertThat(empty.isCancelled()).as("cancelled before the first take()").isTrue();
        assertThat(empty.take()).as("a unit is granted").isFalse();
    }

    @Test
    void aCancelledTokenGrantsNoMoreUnits() {
        for (int n = 0; n <= BUDGET; n++) {
            BudgetToken fresh = new BudgetToken(BUDGET);
            for (int unit = 1; unit <= n; unit++) {
                assertThat(fresh.take()).as("unit %d of %d before", unit, n).isTrue();
            }
            fresh.cancel();
            assertThat(fresh.isCancelled()).as("cancelled after %d units", n).isTrue();
            assertThat(fresh.take()).as("granted after %d units and cancel", n).isFalse();
            fresh.cancel();
            assertThat(fresh.isCancelled()).as("cancelled twice").isTrue();
        }
    }

    @Test
    void theLargestBudgetIsNotSpentFromTheStart() {
        BudgetToken large = new BudgetToken(Integer.MAX_VALUE);
        assertThat(large.isCancelled()).as("cancelled before the first take()").isFalse();
        assertThat(large.take()).as("the first unit is granted").isTrue();
        assertThat(large.isCancelled()).as("cancelled after the first unit").isFalse();
    }

    @Test
    void theLargestBudgetCanBeCancelled() {
        BudgetToken large = new BudgetToken(Integer.MAX_VALUE);
        large.take();
        for (int calls = 1; calls <= 5; calls++) {
            large.cancel();
            assertThat(large.take()).as("granted after cancel number %d", calls).isFalse();
            assertThat(large.isCancelled()).as("cancelled after that").isTrue();
        }
    }

    /** Units that one worker has reserved are missing for the others. */
    @Test
    void severalWorkersGetTheWholeOfALargeBudget() throws InterruptedException {
        for (int budget : List.of(10, 1_001, 99_999)) {
            BudgetToken large = new BudgetToken(budget);
            AtomicInteger granted = new AtomicInteger();
            for (int most : List.of(1, 2, 2 * budget)) { // one worker after the other
                Runnable worker =
                        () -> {
                            for (int n = 0; n < most && large.take(); n++) {
                                granted.incrementAndGet();
                            }
                        };
                Thread.ofVirtual().start(worker).join();
            }
            assertThat(granted).as("units granted, of %d", budget).hasValue(budget);
            assertThat(large.take()).as("one more is granted").isFalse();
        }
    }

    @CancelEverywhere
    void twoWorkersGetExactlyTheBudget(Attempt attempt) {
        workersGetExactlyTheBudget(attempt, 2);
    }

    @CancelEverywhere
    void threeWorkersGetExactlyTheBudget(Attempt attempt) {
        workersGetExactlyTheBudget(attempt, 3);
    }

    /** In some interleavings another worker takes a unit inside each attempt of the first one. */
    @CancelEverywhere
    @SuppressWarnings("ThreadPriorityCheck") // in the lab, a yield lets the other thread run
    void aWorkerIsNotRefusedBecauseAnotherIsFaster(Attempt attempt) {
        BudgetToken large = new BudgetToken(FAR_TOO_MANY);
        Runnable slower =
                () -> {
                    Thread.currentThread().interrupt(); // must make no difference
                    require(large.take());
                    require(Thread.interrupted());
                };
        Runnable faster =
                () -> {
                    for (int unit = 0; unit < 4; unit++) {
                        large.take();
                        Thread.yield(); // now the other one tries again
                    }
                };
        attempt.undisturbed()
                .delayBound(3)
                .watch("refused", broken::get)
                .invariant(
                        "an interrupted worker gets a unit and keeps its status",
                        () -> broken.get() == 0)
                .run(() -> together(List.of(slower, faster)));
    }

    @CancelEverywhere
    void aTokenThatIsSeenCancelledGrantsNothing(Attempt attempt) {
        Runnable reader = () -> require(!token.isCancelled() || !token.take());
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .invariant("a cancelled token grants no unit", () -> broken.get() == 0)
                .run(() -> together(List.of(this::work, reader, token::cancel)));
    }

    private void workersGetExactlyTheBudget(Attempt attempt, int workers) {
        allInterleavings(attempt)
                .watch("units done", units::get)
                .watch("cancelled", token::isCancelled)
                .invariant("exactly " + BUDGET + " units are done", () -> units.get() == BUDGET)
                .run(() -> together(Collections.nCopies(workers, this::work)));
    }

    @CancelEverywhere
    void aRefusedWorkerFindsTheTokenCancelled(Attempt attempt) {
        AtomicInteger afterAll = new AtomicInteger();
        Runnable worker =
                () -> {
                    work();
                    require(token.isCancelled());
                    if (token.take()) {
                        afterAll.incrementAndGet();
                    }
                };
        allInterleavings(attempt)
                .invariant("a refused worker finds it cancelled", () -> broken.get() == 0)
                .invariant("no unit is granted after a refusal", () -> afterAll.get() == 0)
                .run(() -> together(List.of(worker, worker)));
    }

    @CancelEverywhere
    void theLastUnitCancelsTheToken(Attempt attempt) {
        Runnable worker =
                () -> {
                    while (token.take()) {
                        int unit = units.incrementAndGet();
                        require(unit != BUDGET || token.isCancelled());
                        if (unit > FAR_TOO_MANY) {
                            return;
                        }
                    }
                };
        allInterleavings(attempt)
                .invariant("the last unit cancels the token", () -> broken.get() == 0)
                .run(() -> together(List.of(worker, worker)));
    }

    @CancelEverywhere
    void noUnitIsGrantedAfterCancelReturns(Attempt attempt) {
        AtomicBoolean returned = new AtomicBoolean();
        Runnable canceller =
                () -> {
                    token.cancel();
                    require(token.isCancelled());
                    returned.set(true);
                };
        Runnable worker =
                () -> {
                    boolean late = returned.get();
                    while (token.take()) {
                        require(!late);
                        if (units.incrementAndGet() > FAR_TOO_MANY) {
                            return;
                        }
                        late = returned.get();
                    }
                };
        allInterleavings(attempt)
                .watch("units done", units::get)
                .invariant("at most 3 units are granted", () -> units.get() <= BUDGET)
                .invariant("the workers come to an end", () -> units.get() <= FAR_TOO_MANY)
                .invariant("no unit is granted after cancel()", () -> broken.get() == 0)
                .run(
                        () -> {
                            together(List.of(worker, canceller, worker));
                            require(!token.take()); // a unit that came back late is no new one
                        });
    }

    @CancelEverywhere
    void aCancelledTokenRegainsNoUnit(Attempt attempt) {
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .watch("units done", units::get)
                .invariant("the last take() is refused", () -> broken.get() == 0)
                .run(
                        () -> {
                            Thread slow = Thread.startVirtualThread(this::work);
                            Thread quick = Thread.startVirtualThread(this::work);
                            quick.join();
                            token.cancel();
                            slow.join();
                            require(!token.take());
                        });
    }

    @CancelEverywhere
    void aConcurrentTakeDoesNotUndoCancel(Attempt attempt) {
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .watch("units done", units::get)
                .watch("cancelled", token::isCancelled)
                .invariant("after cancel() the token is cancelled", () -> broken.get() == 0)
                .run(() -> together(List.of(this::cancel, this::work)));
    }

    @CancelEverywhere
    void concurrentCallsOfCancelLeaveTheTokenCancelled(Attempt attempt) {
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .invariant("after both calls the token is cancelled", () -> broken.get() == 0)
                .run(
                        () -> {
                            together(List.of(this::cancel, this::cancel));
                            require(token.isCancelled() && !token.take());
                        });
    }

    /** With no unit left, and with the largest budget. */
    @CancelEverywhere
    void aTakeDuringCancelLeavesNoUnit(Attempt attempt) {
        BudgetToken spent = new BudgetToken(1);
        spent.take();
        BudgetToken large = new BudgetToken(Integer.MAX_VALUE);
        List<BudgetToken> both = List.of(spent, large);
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .invariant("take() after cancel() is refused", () -> broken.get() == 0)
                .run(
                        () -> {
                            together(
                                    List.of(
                                            () -> both.forEach(BudgetToken::take),
                                            () -> both.forEach(BudgetToken::cancel)));
                            for (BudgetToken each : both) {
                                require(!each.take() && each.isCancelled());
                            }
                        });
    }

    @CancelEverywhere
    void readersMayReadAtAnyTime(Attempt attempt) {
        allInterleavings(attempt)
                .mayHold("a budget may be made of permits, which are not released")
                .watch("units done", units::get)
                .run(() -> together(List.of(this::work, token::isCancelled)));
    }

    /** With short answers, these runs suffice for all schedules with two delays, and more. */
    private static Attempt allInterleavings(Attempt attempt) {
        return attempt.undisturbed().delayBound(1).runBudget(1_000);
    }

    private void require(boolean holds) {
        if (!holds) {
            broken.incrementAndGet();
        }
    }
}
