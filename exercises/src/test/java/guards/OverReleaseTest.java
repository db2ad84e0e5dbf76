package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.PrintShop;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

class OverReleaseTest {
    private static final String ELSEWHERE = "judged by anInterruptedCallThrowsItsInterrupt";
    private static final String KEPT = "the test holds it during the whole run";

    private final Semaphore printers = new Semaphore(2);
    private final ReentrantLock journal = new ReentrantLock();
    private final PrintShop shop = new PrintShop();
    private final OverRelease job = new OverRelease(printers, journal, shop);
    private int heldByTheCaller;
    private int permitsAtTheEnd = 2;
    private @Nullable Exception failure;

    private Attempt watched(Attempt attempt) {
        return attempt.watch("permits", printers::availablePermits)
                .watch("the journal is locked", journal::isLocked)
                .watch("printed", shop::printed)
                .watch("recorded", shop::recorded);
    }

    /** Every printer is free again, and so is the journal. */
    private Attempt allIsGivenBack(Attempt attempt, int permits) {
        return watched(attempt)
                .invariant(
                        "the semaphore has as many permits as before",
                        () -> printers.availablePermits() == permits)
                .invariant("the journal is free", () -> !journal.isLocked());
    }

    @CancelEverywhere
    void anInterruptedCallReleasesOnlyWhatItAcquired(Attempt attempt) {
        allIsGivenBack(attempt, 2).mayAbsorb(ELSEWHERE).inPairs().run(this::printsAgain);
    }

    /** The second interrupt may come in the second call. */
    private void printsAgain() throws Exception {
        try {
            job.print("a");
        } catch (InterruptedException e) {
            job.print("b");
            throw e;
        }
    }

    @CancelEverywhere
    void anInterruptedCallThrowsItsInterrupt(Attempt attempt) {
        Outcome<Void> outcome =
                allIsGivenBack(attempt, 2)
                        .atLeastOnePoint()
                        .inPairs()
                        .invariant(
                                "the semaphore has as many permits as before when print() ends",
                                () -> permitsAtTheEnd == 2)
                        .run(
                                () -> {
                                    try {
                                        job.print("a");
                                    } finally {
                                        permitsAtTheEnd = printers.availablePermits();
                                    }
                                });
        outcome.thrown().ifPresent(OverReleaseTest::isTheInterrupt);
        if (outcome.returned()) {
            assertThat(shop.recorded())
                    .as("recorded pages, after print(\"a\") has returned")
                    .containsExactly("a");
        }
    }

    private static void isTheInterrupt(Throwable thrown) {
        assertThat(thrown)
                .as("what an interrupted call throws")
                .isInstanceOf(InterruptedException.class);
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForAPrinter(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .mayHold(KEPT)
                        .mayWaitForever("no printer becomes free")
                        .invariant(
                                "both printers are still in use",
                                () -> printers.availablePermits() == 0)
                        .run(
                                () -> {
                                    printers.acquireUninterruptibly(2);
                                    job.print("a");
                                });
        outcome.thrown().ifPresent(OverReleaseTest::isTheInterrupt);
        assertThat(shop.printed()).as("pages that were printed without a printer").isEmpty();
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForTheJournal(Attempt attempt) {
        journal.lock(); // on a thread that is not part of the run
        Outcome<Void> outcome =
                watched(attempt)
                        .mayHold(KEPT)
                        .mayWaitForever("the journal does not become free")
                        .invariant(
                                "the semaphore has as many permits as before",
                                () -> printers.availablePermits() == 2)
                        .invariant("the journal is still locked", journal::isLocked)
                        .run(() -> job.print("a"));
        outcome.thrown().ifPresent(OverReleaseTest::isTheInterrupt);
        assertThat(shop.recorded()).as("pages that were recorded without the lock").isEmpty();
    }

    @CancelEverywhere
    void aLockThatTheCallerHoldsIsHeldAsOftenAsBefore(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .run(
                                () -> {
                                    journal.lock();
                                    try {
                                        job.print("a");
                                    } finally {
                                        heldByTheCaller = journal.getHoldCount();
                                        while (journal.isHeldByCurrentThread()) {
                                            journal.unlock();
                                        }
                                    }
                                });
        outcome.thrown().ifPresent(OverReleaseTest::isTheInterrupt);
        assertThat(heldByTheCaller).as("holds of a caller that had one").isEqualTo(1);
    }

    @CancelEverywhere
    void aPermitThatTheCallerHoldsIsNotReleased(Attempt attempt) {
        allIsGivenBack(attempt, 1)
                .mayAbsorb(ELSEWHERE)
                .mayHold(KEPT)
                .run(
                        () -> {
                            printers.acquireUninterruptibly();
                            job.print("a");
                        });
    }

    @CancelEverywhere
    void aFailureReleasesWhatWasAcquiredAndReachesTheCaller(Attempt attempt) {
        allIsGivenBack(attempt, 2).withFaults(PrintShop.class).run(() -> job.print("a"));
    }

    private void printsQuietly(String page) {
        try {
            job.print(page);
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Two threads share one printer; one of them is interrupted, and then prints again. */
    @CancelEverywhere
    void twoCallsNeverUseOnePrinterOrTheJournalAtTheSameTime(Attempt attempt) {
        printers.acquireUninterruptibly();
        allIsGivenBack(attempt, 1)
                .mayAbsorb(ELSEWHERE)
                .onThread("body")
                .delayBound(1)
                .runBudget(900)
                .invariant(
                        "at most one page is printed at a time, with one printer",
                        () -> shop.mostPrinting() <= 1)
                .invariant(
                        "at most one page is recorded at a time", () -> shop.mostRecording() <= 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> printsQuietly("c"));
                            try {
                                printsAgain();
                            } finally {
                                joinUninterruptibly(other);
                            }
                        });
        assertThat(failure).as("thrown by the call that was not interrupted").isNull();
        assertThat(shop.recorded()).as("recorded pages").contains("c");
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
    void twoPrintersPrintTwoPagesAtTheSameTime(Attempt attempt) {
        allIsGivenBack(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> printsQuietly("b"));
                            job.print("a");
                            other.join();
                        });
        assertThat(shop.mostPrinting())
                .as("pages at the same time, with two printers")
                .isEqualTo(2);
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        allIsGivenBack(attempt, 2).again().run(() -> job.print("a"));
    }

    @CancelEverywhere
    void eachPageIsPrintedAndRecordedOnce(Attempt attempt) {
        List<String> pages = IntStream.range(0, 30).mapToObj(n -> "page " + n).toList();
        allIsGivenBack(attempt, 2)
                .undisturbed()
                .run(
                        () -> {
                            for (String page : pages) {
                                job.print(page);
                            }
                        });
        assertThat(shop.printed()).as("printed pages").isEqualTo(pages);
        assertThat(shop.recorded()).as("recorded pages").isEqualTo(pages);
    }

    @CancelEverywhere
    void twoJobsPrintInTheirOwnShops(Attempt attempt) {
        Semaphore others = new Semaphore(1);
        PrintShop otherShop = new PrintShop();
        OverRelease other = new OverRelease(others, new ReentrantLock(), otherShop);
        allIsGivenBack(attempt, 2)
                .invariant("the other job's printer is free", () -> others.availablePermits() == 1)
                .undisturbed()
                .run(
                        () -> {
                            job.print("a");
                            other.print("b");
                        });
        assertThat(shop.recorded()).as("pages of the first shop").containsExactly("a");
        assertThat(otherShop.recorded()).as("pages of the second shop").containsExactly("b");
    }

    @CancelEverywhere
    void eachObjectUsesItsOwnPrintersAndJournal(Attempt attempt) {
        ReentrantLock otherJournal = new ReentrantLock();
        otherJournal.lock(); // on a thread that is not part of the run
        var other = new OverRelease(new Semaphore(0), otherJournal, new PrintShop());
        List<OverRelease> jobs = List.of(job, other);
        allIsGivenBack(attempt, 2).undisturbed().run(() -> jobs.getFirst().print("a"));
        assertThat(shop.recorded()).as("pages recorded in the shop of the first object").hasSize(1);
    }
}
