package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.ArrayList;
import java.util.List;

class TxGuardTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";

    private final TxPool pool = new TxPool(100, 0);
    private final List<TxGuard> guards = new ArrayList<>();
    private boolean commitBegun;
    private boolean commitReturned;

    private void transfer() throws OutcomeUnknown, InterruptedException {
        try (TxGuard tx = TxGuard.begin(pool)) {
            tx.connection().add("a", -30);
            tx.connection().add("b", 30);
            commitBegun = true;
            tx.commit();
            commitReturned = true;
        }
    }

    private void failingTransfer(Throwable failure) throws Throwable {
        try (TxGuard tx = TxGuard.begin(pool)) {
            tx.connection().add("a", -30);
            throw failure;
        }
    }

    private Attempt watched(Attempt attempt) {
        return attempt.cancelledBy(OutcomeUnknown.class)
                .watch("a", () -> pool.balance("a"))
                .watch("b", () -> pool.balance("b"))
                .watch("lent out", pool::out)
                .watch("evicted", pool::evicted);
    }

    /** No ending but that of an interrupted commit is unknown. */
    private Attempt allIsGivenBackIdle(Attempt attempt) {
        return watched(attempt)
                .invariant("no connection is lent out", () -> pool.out() == 0)
                .invariant("every connection in the pool is idle", pool::isClean)
                .invariant("no connection is evicted", () -> pool.evicted() == 0);
    }

    @CancelEverywhere
    void theTransferIsAllOrNothing(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("a + b = 100", () -> pool.balance("a") + pool.balance("b") == 100)
                .run(this::transfer);
    }

    @CancelEverywhere
    void theConnectionIsReturnedOnce(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("no connection is lent out", () -> pool.out() == 0)
                .invariant("no connection was returned twice", () -> !pool.isConfused())
                .run(this::transfer);
    }

    @CancelEverywhere
    void thePoolHoldsOnlyCleanConnections(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("every connection in the pool is idle", pool::isClean)
                .run(this::transfer);
    }

    @CancelEverywhere
    void onlyAConnectionInAnUnknownStateIsEvicted(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .invariant(
                        "evicted only if the commit was interrupted",
                        () -> pool.evicted() == (commitBegun && !commitReturned ? 1 : 0))
                .run(this::transfer);
    }

    @CancelEverywhere
    void anInterruptedCommitHasAnUnknownOutcome(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).mayAbsorb(ELSEWHERE).run(this::transfer);
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(t instanceof OutcomeUnknown)
                                        .as("reported as OutcomeUnknown")
                                        .isEqualTo(commitBegun && !commitReturned));
        if (outcome.returned()) {
            assertThat(pool.balance("b")).as("b, reported as done").isEqualTo(30);
        }
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).atLeastOnePoint().run(this::transfer);
    }

    @CancelEverywhere
    void anUnknownOutcomeLeavesTheInterruptStatusSet(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).mayAbsorb(ELSEWHERE).run(this::transfer);
        if (outcome.thrown().filter(OutcomeUnknown.class::isInstance).isPresent()) {
            assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
        }
    }

    private void isRolledBack(Throwable failure, Attempt attempt) {
        Outcome<Void> outcome =
                allIsGivenBackIdle(attempt)
                        .undisturbed()
                        .invariant("a is unchanged", () -> pool.balance("a") == 100)
                        .run(
                                () -> {
                                    try {
                                        failingTransfer(failure);
                                    } catch (Exception | Error e) {
                                        throw e;
                                    } catch (Throwable e) {
                                        throw new AssertionError(e);
                                    }
                                });
        assertThat(outcome.thrown()).as("thrown").containsSame(failure);
    }

    @CancelEverywhere
    void aBlockThatThrowsAnExceptionIsRolledBack(Attempt attempt) {
        isRolledBack(new IllegalArgumentException("no such account"), attempt);
    }

    @CancelEverywhere
    void aBlockThatThrowsAnErrorIsRolledBack(Attempt attempt) {
        isRolledBack(new AssertionError("the amount is negative"), attempt);
    }

    @CancelEverywhere
    void aSecondCommitHasAKnownOutcome(Attempt attempt) {
        Outcome<Void> outcome =
                allIsGivenBackIdle(attempt)
                        .undisturbed()
                        .run(
                                () -> {
                                    try (TxGuard tx = TxGuard.begin(pool)) {
                                        tx.connection().add("b", 30);
                                        tx.commit();
                                        tx.commit();
                                    }
                                });
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(t)
                                        .as("thrown by the second commit")
                                        .isInstanceOf(IllegalStateException.class));
        assertThat(pool.balance("b")).as("b").isEqualTo(30);
        assertThat(outcome.interrupted()).as("the interrupt status").isFalse();
    }

    @CancelEverywhere
    void twoTransactionsHaveOneEndEach(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .invariant("no connection is lent out", () -> pool.out() == 0)
                .invariant("every connection in the pool is idle", pool::isClean)
                .run(
                        () -> {
                            try (TxGuard first = TxGuard.begin(pool);
                                    TxGuard second = TxGuard.begin(pool)) {
                                first.connection().add("a", -30);
                                second.connection().add("b", 1);
                                first.commit();
                            }
                        });
        assertThat(pool.balance("a")).as("a, committed").isEqualTo(70);
        assertThat(pool.balance("b")).as("b, rolled back").isZero();
    }

    @CancelEverywhere
    void aTransferAfterACancelledOneSucceeds(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .again()
                .invariant("a + b = 100", () -> pool.balance("a") + pool.balance("b") == 100)
                .invariant("no connection is lent out", () -> pool.out() == 0)
                .run(this::transfer);
    }

    @CancelEverywhere
    void uncancelledTransfersCommitAndReuseTheConnection(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int n = 0; n < 200; n++) {
                                transfer();
                            }
                        });
        assertThat(pool.balance("a")).isEqualTo(100 - 200 * 30);
        assertThat(pool.balance("b")).isEqualTo(200 * 30);
        assertThat(pool.evicted()).as("evicted").isZero();
    }

    private void transferAndCloseTwice() throws OutcomeUnknown, InterruptedException {
        try (TxGuard tx = TxGuard.begin(pool)) {
            try (tx) {
                tx.connection().add("a", -30);
                tx.connection().add("b", 30);
                tx.commit();
            }
        }
    }

    @CancelEverywhere
    void aGuardClosedTwiceReturnsItsConnectionOnce(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .invariant("no connection is lent out", () -> pool.out() == 0)
                .invariant("no connection was returned twice", () -> !pool.isConfused())
                .run(this::transferAndCloseTwice);
    }

    @CancelEverywhere
    @SuppressWarnings("try") // a second close is what is tested
    void aSecondCloseDoesNotEndTheNextTransaction(Attempt attempt) {
        allIsGivenBackIdle(attempt)
                .undisturbed()
                .invariant("no connection was returned twice", () -> !pool.isConfused())
                .run(
                        () -> {
                            TxGuard first = TxGuard.begin(pool);
                            first.close();
                            try (TxGuard next = TxGuard.begin(pool)) {
                                next.connection().add("a", -30);
                                first.close();
                                next.commit();
                            }
                        });
        assertThat(pool.balance("a")).as("a, changed by the next transaction").isEqualTo(70);
    }

    @CancelEverywhere
    void aBeginThatFailsReturnsTheConnection(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .withFaults(TxConnection.class)
                .invariant("no connection is evicted", () -> pool.evicted() == 0)
                .invariant("every connection in the pool is idle", pool::isClean)
                .invariant(
                        "a connection is lent out only if begin() has returned",
                        () -> pool.out() == guards.size())
                .run(() -> guards.add(TxGuard.begin(pool)));
    }

    @CancelEverywhere
    void guardsOfTwoPoolsAreIndependent(Attempt attempt) {
        TxPool others = new TxPool(100, 0);
        attempt.undisturbed()
                .run(
                        () -> {
                            try (TxGuard first = TxGuard.begin(pool);
                                    TxGuard second = TxGuard.begin(others)) {
                                first.connection().add("a", -30);
                                second.connection().add("a", -40);
                                second.commit();
                                first.commit();
                            }
                        });
        assertThat(List.of(pool.balance("a"), others.balance("a")))
                .as("a in the ledger of each pool")
                .containsExactly(70, 60);
        assertThat(List.of(pool.out(), others.out()))
                .as("connections that each pool has lent out")
                .containsExactly(0, 0);
    }

    private boolean isInterruptedAfter(Body body, Attempt attempt) {
        return allIsGivenBackIdle(attempt)
                .undisturbed()
                .invariant("a is unchanged", () -> pool.balance("a") == 100)
                .mayInterruptItself("the block sets the status")
                .run(body)
                .interrupted();
    }

    @CancelEverywhere
    @SuppressWarnings("try") // a close that the block makes itself is what is tested
    void closeLeavesTheInterruptStatusSet(Attempt attempt) {
        boolean interrupted =
                isInterruptedAfter(
                        () -> {
                            try (TxGuard tx = TxGuard.begin(pool)) {
                                tx.connection().add("a", -30);
                                Thread.currentThread().interrupt();
                                tx.close();
                            }
                        },
                        attempt);
        assertThat(interrupted).as("the interrupt status after two calls of close()").isTrue();
    }

    @CancelEverywhere
    void aSecondCommitLeavesTheInterruptStatusSet(Attempt attempt) {
        boolean interrupted =
                isInterruptedAfter(
                        () -> {
                            try (TxGuard tx = TxGuard.begin(pool)) {
                                tx.commit();
                                Thread.currentThread().interrupt();
                                tx.commit();
                            } catch (IllegalStateException e) {
                                // the page allows it
                            }
                        },
                        attempt);
        assertThat(interrupted).as("the interrupt status after a second commit()").isTrue();
    }
}
