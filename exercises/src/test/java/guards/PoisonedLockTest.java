package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;

class PoisonedLockTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final String POISONED = "Poisoned";
    private static final String NONE = "none";

    /** The guarded state: a + b is always 100. */
    private static final class Accounts {
        private int a = 100;
        private int b;
        private int users;
        private int mostUsers;
        private int repairs;

        private int transfer() throws InterruptedException {
            users++;
            mostUsers = Math.max(mostUsers, users);
            a -= 30;
            Thread.sleep(Duration.ofMillis(5));
            b += 30;
            users--;
            return total();
        }

        private int repair() throws InterruptedException {
            repairs++;
            Thread.sleep(Duration.ofMillis(5));
            users = 0;
            b = 100 - a;
            return total();
        }

        private int total() {
            return a + b;
        }
    }

    private final Accounts accounts = new Accounts();
    private final PoisonedLock<Accounts> lock = new PoisonedLock<>(accounts);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private boolean begun;
    private boolean ended;
    private String next = NONE;

    private Attempt watched(Attempt attempt) {
        return attempt.watch("a", () -> accounts.a)
                .watch("b", () -> accounts.b)
                .watch("next access", () -> next);
    }

    private void transfer() throws Exception {
        lock.perform(Accounts::transfer);
    }

    private void transferAndNote() throws Exception {
        lock.perform(
                state -> {
                    begun = true;
                    int total = state.transfer();
                    ended = true;
                    return total;
                });
    }

    /** What an access finds: the total, or that the lock is poisoned. */
    private String access() throws Exception {
        try {
            return String.valueOf(lock.perform(Accounts::total));
        } catch (Poisoned e) {
            return POISONED;
        }
    }

    private void accessNext() throws Exception {
        next = access();
    }

    /** Fails in the middle of a transfer. */
    private void poison(Throwable failure) {
        failsIn(lock::perform, failure, true);
    }

    private interface Use {
        void by(Section<Accounts, ?> section) throws Exception;
    }

    private static void failsIn(Use use, Throwable failure, boolean interrupted) {
        try {
            use.by(state -> failInTheMiddle(state, failure, interrupted));
        } catch (Throwable e) {
            assertThat(e).as("thrown to the caller").isSameAs(failure);
            assertThat(Thread.interrupted())
                    .as("the status that the section has set")
                    .isEqualTo(interrupted);
        }
    }

    private static String failInTheMiddle(Accounts state, Throwable failure, boolean interrupted)
            throws Exception {
        state.a -= 30;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    private Attempt theNextAccessFindsAWholeState(Attempt attempt) {
        return watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .recovery(this::accessNext)
                .invariant(
                        "the next access finds a + b = 100, or throws Poisoned",
                        () -> List.of(NONE, "100", POISONED).contains(next));
    }

    @CancelEverywhere
    void theNextAccessFindsAWholeStateOrThrowsPoisoned(Attempt attempt) {
        theNextAccessFindsAWholeState(attempt).run(this::transfer);
    }

    @CancelEverywhere
    void onlyAnExceptionThatLeavesASectionPoisonsTheLock(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .recovery(this::accessNext)
                .invariant(
                        "the next access throws Poisoned if and only if an exception left",
                        () -> next.equals(NONE) || next.equals(POISONED) == (begun && !ended))
                .run(this::transferAndNote);
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).atLeastOnePoint().run(this::transfer);
    }

    @CancelEverywhere
    void aFailureOfTheSectionReachesTheCaller(Attempt attempt) {
        watched(attempt).withFaults(Section.class).run(this::transfer);
    }

    private void poisons(Throwable failure, boolean interrupted) throws Exception {
        failsIn(lock::perform, failure, interrupted);
        seen.add(access());
        failsIn(lock::clearPoison, failure, interrupted);
        seen.add(access());
        lock.clearPoison(Accounts::repair);
    }

    @CancelEverywhere
    void everyExceptionPoisonsTheLock(Attempt attempt) {
        List<Throwable> failures =
                List.of(
                        new IOException("checked"),
                        new IllegalStateException("unchecked"),
                        new AssertionError("an error"),
                        new InterruptedException("of the section"),
                        new CancellationException("of the section"),
                        new Poisoned(new IOException("the Poisoned of another lock")));
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (Throwable failure : failures) {
                                poisons(failure, true);
                                poisons(failure, false);
                            }
                            poisons(itsOwnPoisoned(), false);
                        });
        assertThat(seen).as("accesses after an exception").hasSize(26).containsOnly(POISONED);
    }

    /** What this lock has thrown before it was repaired. */
    private Poisoned itsOwnPoisoned() throws Exception {
        poison(new IOException("in the middle"));
        try {
            lock.perform(Accounts::total);
            throw new AssertionError("a poisoned lock has run a section");
        } catch (Poisoned e) {
            lock.clearPoison(Accounts::repair);
            return e;
        }
    }

    @CancelEverywhere
    void aPoisonedLockStaysPoisoned(Attempt attempt) {
        poison(new IOException("in the middle"));
        Outcome<Void> outcome =
                watched(attempt)
                        .run(
                                () -> {
                                    for (int n = 0; n < 12; n++) {
                                        seen.add(access());
                                    }
                                });
        assertThat(seen)
                .as("accesses without a repair")
                .hasSizeGreaterThanOrEqualTo(outcome.returned() ? 12 : 0)
                .allMatch(POISONED::equals);
    }

    private static int interruptsItself(Accounts state) {
        Thread.currentThread().interrupt();
        return state.total();
    }

    @CancelEverywhere
    void aSectionThatReturnsWithTheStatusSetPoisonsNothing(Attempt attempt) {
        Attempt itself = attempt.undisturbed().mayInterruptItself("the section sets the status");
        String seen =
                itself.call(
                                () ->
                                        lock.perform(PoisonedLockTest::interruptsItself)
                                                + (Thread.interrupted() ? ", status set, " : ", ")
                                                + access())
                        .value();
        assertThat(seen).as("value, status, and the next access").isEqualTo("100, status set, 100");
    }

    /** Whether the status is set after a call whose section or repair has cleared it. */
    private static boolean isSetAgain(Use use) {
        boolean[] cleared = new boolean[1];
        Thread.currentThread().interrupt();
        try {
            use.by(_ -> cleared[0] = Thread.interrupted());
        } catch (Exception e) {
            // the page allows it, if the status is set and the lock is free
        }
        return Thread.interrupted() && cleared[0];
    }

    @CancelEverywhere
    void aStatusThatASectionOrARepairHasClearedStaysClear(Attempt attempt) {
        boolean isSet =
                watched(attempt)
                        .undisturbed()
                        .mayInterruptItself("the test sets the status")
                        .call(
                                () -> {
                                    boolean bySection = isSetAgain(lock::perform);
                                    poison(new IOException("in the middle"));
                                    return isSetAgain(lock::clearPoison) || bySection;
                                })
                        .value();
        assertThat(isSet).as("the status is set again").isFalse();
    }

    private static int repairsAndInterruptsItself(Accounts state) throws InterruptedException {
        state.repair();
        return interruptsItself(state);
    }

    @CancelEverywhere
    void aRepairThatReturnsWithTheStatusSetEndsThePoison(Attempt attempt) {
        poison(new IOException("in the middle"));
        Attempt itself = attempt.undisturbed().mayInterruptItself("the repair sets the status");
        itself.run(
                () -> {
                    lock.clearPoison(PoisonedLockTest::repairsAndInterruptsItself);
                    assertThat(Thread.interrupted()).as("the status after the repair").isTrue();
                    accessNext();
                });
        assertThat(next).as("the access after the repair").isEqualTo("100");
    }

    /** The section ends at the moment when it has interrupted a thread that waits for the lock. */
    @CancelEverywhere
    void aThreadThatIsInterruptedWhenTheLockBecomesFreeLosesNoLock(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(150)
                .invariant(
                        "the next access finds a whole state, or throws Poisoned",
                        () -> List.of("100", POISONED).contains(next))
                .run(
                        () -> {
                            Thread waits = Thread.ofVirtual().unstarted(this::transferQuietly);
                            lock.perform(
                                    state -> {
                                        waits.start();
                                        Thread.sleep(Duration.ofMillis(5)); // until it waits
                                        waits.interrupt();
                                        return state.total();
                                    });
                            accessNext();
                            waits.join();
                        });
    }

    @CancelEverywhere
    void theValueOfTheSectionIsReturned(Attempt attempt) {
        Outcome<Boolean> outcome =
                watched(attempt)
                        .undisturbed()
                        .call(
                                () ->
                                        lock.perform(Accounts::transfer) == 100
                                                && lock.perform(_ -> null) == null);
        assertThat(outcome.value()).as("100 and null are returned").isTrue();
        assertThat(accounts.b).as("b after one transfer").isEqualTo(30);
    }

    /** The thread of the test is in a section, and {@code wait} needs the lock. */
    private void isEndedByAnInterrupt(Body wait, Attempt attempt) throws Exception {
        Attempt waits = watched(attempt).mayWaitForever("the lock does not become free");
        waits.mayHold("the thread of the test holds it").atLeastOnePoint();
        Outcome<Void> outcome = lock.perform(_ -> waits.run(wait));
        assertThat(outcome.thrown().orElseGet(InterruptedException::new))
                .as("what an interrupted wait throws")
                .isInstanceOf(InterruptedException.class);
        assertThat(begun).as("the section has run without the lock").isFalse();
        assertThat(access()).as("an access after the interrupted wait").isEqualTo("100");
    }

    private int isUsed(Accounts state) {
        begun = true;
        return state.total();
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForTheLockAndPoisonsNothing(Attempt attempt) throws Exception {
        isEndedByAnInterrupt(() -> lock.perform(this::isUsed), attempt);
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForTheLockInClearPoison(Attempt attempt) throws Exception {
        isEndedByAnInterrupt(() -> lock.clearPoison(this::isUsed), attempt);
    }

    private void transferQuietly() {
        try {
            transfer();
            seen.add("done");
        } catch (Exception e) {
            seen.add(e.getClass().getSimpleName());
        }
    }

    /** Two other threads transfer at the same time, and {@code mine} is interrupted. */
    private void withTwoOthers(Attempt attempt, Body mine) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .onThread("body")
                .delayBound(1)
                .runBudget(400)
                .invariant("one section at a time", () -> accounts.mostUsers <= 1)
                .invariant(
                        "a transfer is done, or the thread gets Poisoned",
                        () -> seen.size() == 2 && List.of("done", POISONED).containsAll(seen))
                .run(
                        () -> {
                            Thread one = Thread.startVirtualThread(this::transferQuietly);
                            Thread two = Thread.startVirtualThread(this::transferQuietly);
                            try {
                                mine.run();
                            } finally {
                                joinUninterruptibly(one, two);
                            }
                        });
    }

    @CancelEverywhere
    void threadsThatWaitForTheLockFindAWholeStateOrThrowPoisoned(Attempt attempt) {
        withTwoOthers(attempt, this::transfer);
    }

    @CancelEverywhere
    void anInterruptOfClearPoisonDoesNotFreeTheLock(Attempt attempt) {
        withTwoOthers(attempt, () -> lock.clearPoison(Accounts::repair));
    }

    private static void joinUninterruptibly(Thread... threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @CancelEverywhere
    void aRepairMakesTheLockUsableOnlyIfItReturns(Attempt attempt) {
        poison(new IOException("in the middle"));
        theNextAccessFindsAWholeState(attempt)
                .run(
                        () -> {
                            lock.clearPoison(Accounts::repair);
                            next = access();
                        });
    }

    @CancelEverywhere
    void aFailureOfTheRepairReachesTheCaller(Attempt attempt) {
        poison(new IOException("in the middle"));
        watched(attempt).withFaults(Section.class).run(() -> lock.clearPoison(Accounts::repair));
    }

    @CancelEverywhere
    void aFailedRepairCanBeMadeAgain(Attempt attempt) {
        poison(new IOException("in the middle"));
        watched(attempt).again().run(() -> lock.clearPoison(Accounts::repair));
    }

    private int repairInTwoHours(Accounts state) throws InterruptedException {
        Thread.sleep(Duration.ofHours(2));
        return state.repair();
    }

    private void repairAndTransfer() {
        try {
            lock.clearPoison(this::repairInTwoHours);
            transfer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @CancelEverywhere
    void twoRepairsAtTheSameTimeRunOnce(Attempt attempt) {
        poison(new IOException("in the middle"));
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(150)
                .invariant("one repair has run", () -> accounts.repairs == 1)
                .invariant("one section at a time", () -> accounts.mostUsers == 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(this::repairAndTransfer);
                            repairAndTransfer();
                            other.join();
                        });
    }

    @CancelEverywhere
    void aSectionWaitsForARepair(Attempt attempt) {
        poison(new IOException("in the middle"));
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(this::repairAndTransfer);
                            attempt.settle();
                            next = access();
                            other.join();
                        });
        assertThat(next).as("an access while a repair runs").isEqualTo("100");
    }

    @CancelEverywhere
    void clearPoisonDoesNothingIfTheLockIsNotPoisoned(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            lock.clearPoison(Accounts::repair);
                            transfer();
                            lock.clearPoison(Accounts::repair);
                            next = access();
                        });
        assertThat(accounts.repairs).as("repairs").isZero();
        assertThat(next).as("the next access").isEqualTo("100");
    }

    private String isRepairedMeanwhile(Accounts ofTheOther) throws InterruptedException {
        Thread.startVirtualThread(this::repairQuietly).join();
        return "repaired";
    }

    private void repairQuietly() {
        try {
            lock.clearPoison(Accounts::repair);
            poison(new IOException("in the middle"));
            lock.clearPoison(Accounts::repair);
            seen.add(access());
        } catch (Exception e) {
            seen.add(e.toString());
        }
    }

    @CancelEverywhere
    void sectionsAndRepairsOfTwoLocksRunAtTheSameTime(Attempt attempt) {
        var other = new PoisonedLock<>(new Accounts());
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            other.perform(this::isRepairedMeanwhile);
                            failsIn(other::perform, new IOException("in the middle"), false);
                            other.clearPoison(this::isRepairedMeanwhile);
                        });
        assertThat(seen)
                .as("accesses while the other lock is in use")
                .containsExactly("100", "100");
    }

    @CancelEverywhere
    void twoLocksDoNotShareTheirPoison(Attempt attempt) {
        poison(new IOException("in the middle"));
        var other = new PoisonedLock<>(new Accounts());
        Outcome<Integer> outcome =
                watched(attempt).undisturbed().call(() -> other.perform(Accounts::transfer));
        assertThat(outcome.value()).as("the total of the other lock").isEqualTo(100);
    }
}
