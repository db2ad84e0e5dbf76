package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** How far schedules are searched, and what a test that passes says of that. */
@Timeout(120)
class SearchTest {
    private static void together(List<CorpusOfInterleavings.Body> threads)
            throws InterruptedException {
        new CorpusOfInterleavings.Race(
                        () -> true, threads.toArray(CorpusOfInterleavings.Body[]::new))
                .run(Thread::startVirtualThread);
    }

    /** Setters that write 1 and -1, and one who must see both or none. */
    private static void reorder(Attempt attempt, int threads, boolean checkerFirst, boolean right) {
        var pair =
                new Object() {
                    volatile int a;
                    volatile int b;
                    volatile boolean half;
                    final ReentrantLock lock = new ReentrantLock();

                    void locked(Runnable task) {
                        if (right) {
                            lock.lock();
                        }
                        try {
                            task.run();
                        } finally {
                            if (right) {
                                lock.unlock();
                            }
                        }
                    }

                    void set() {
                        a = 1;
                        b = -1;
                    }

                    void check() {
                        int seenA = a;
                        int seenB = b;
                        half |= (seenA == 0) != (seenB == 0);
                    }
                };
        List<CorpusOfInterleavings.Body> all =
                new ArrayList<>(Collections.nCopies(threads - 1, () -> pair.locked(pair::set)));
        all.add(checkerFirst ? 0 : threads - 1, () -> pair.locked(pair::check));
        attempt.allInterleavings()
                .invariant("never half", () -> !pair.half)
                .run(() -> together(all));
    }

    @ParameterizedTest
    @CsvSource({"4,true", "4,false", "5,true", "5,false", "6,true", "6,false"})
    void aHalfIsSeenHoweverManyThreadsStandBetween(int threads, boolean checkerFirst) {
        assertThat(Judged.broken(a -> reorder(a, threads, checkerFirst, false)))
                .contains("broken: never half");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void aPairUnderALockIsNeverSeenHalf(int threads) {
        Judged.holds(a -> reorder(a.undisturbed(), threads, false, true));
    }

    /** A place for one item, with one condition for those who put and those who take. */
    private static final class Slot {
        private final boolean all;
        private int items;

        Slot(boolean all) {
            this.all = all;
        }

        synchronized void put() throws InterruptedException {
            while (items == 1) {
                wait();
            }
            items++;
            tell();
        }

        synchronized void take() throws InterruptedException {
            while (items == 0) {
                wait();
            }
            items--;
            tell();
        }

        @SuppressWarnings("NotifyWithoutAll") // which is the mistake
        private void tell() {
            if (all) {
                notifyAll();
            } else {
                notify();
            }
        }
    }

    private static void slot(Attempt attempt, String sequence, boolean all) {
        Slot slot = new Slot(all);
        List<CorpusOfInterleavings.Body> threads =
                sequence.chars()
                        .<CorpusOfInterleavings.Body>mapToObj(
                                c -> c == 'p' ? slot::put : slot::take)
                        .toList();
        attempt.undisturbed().allInterleavings().run(() -> together(threads));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pptt", "ttpp", "ptpt", "tptp", "pttp", "tppt", "ppptt", "ttttpppp"})
    void aNotifyForTheWrongThreadIsFoundWhicheverStartsFirst(String sequence) {
        assertThat(Judged.broken(a -> slot(a, sequence, false))).contains("waits for ever");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pptt", "ttpp", "ptpt"})
    void aNotifyForAllIsEnough(String sequence) {
        Judged.holds(a -> slot(a, sequence, true));
    }

    /** The reader sees every single one of so many steps, which needs as many delays. */
    private static void steps(Attempt attempt, int steps) {
        AtomicInteger value = new AtomicInteger();
        AtomicBoolean sawAll = new AtomicBoolean();
        CorpusOfInterleavings.Body writer =
                () -> {
                    for (int i = 0; i < steps; i++) {
                        value.incrementAndGet();
                    }
                };
        CorpusOfInterleavings.Body reader =
                () -> {
                    int seen = 0;
                    int last = 0;
                    for (int i = 0; i <= steps; i++) {
                        int now = value.get();
                        seen += now > last ? 1 : 0;
                        last = now;
                    }
                    sawAll.set(seen >= steps);
                };
        attempt.mayLeaveThreads("the body does not end them")
                .invariant("not all are seen", () -> !sawAll.get())
                .run(() -> together(List.of(writer, reader)));
    }

    @Test
    void threeDelaysAreTriedWithoutBeingAsked() {
        assertThat(Judged.broken(a -> steps(a.undisturbed().allInterleavings(), 3)))
                .contains("broken: not all are seen");
    }

    /**
     * The schedules of each cancellation take a share, and leave enough for the undisturbed run.
     */
    @Test
    void threeDelaysAreTriedBesidesCancellations() {
        assertThat(Judged.broken(a -> steps(a.allInterleavings(), 3)))
                .contains("broken: not all are seen");
        assertThat(describe(a -> steps(a.delayBound(0).runBudget(200), 4)))
                .matches(
                        "every schedule with at most one delay, and when undisturbed with up to 2:"
                                + " 200 of 200 runs, \\d+ of them at random, seed 1");
    }

    @Test
    void theDelayBoundCanBeSet() {
        assertThat(Judged.broken(a -> steps(a.undisturbed().delayBound(5).runBudget(20_000), 4)))
                .contains("broken: not all are seen");
        assertThat(describe(a -> steps(a.undisturbed().delayBound(1).runBudget(1), 4)))
                .startsWith("every schedule with at most one delay: ");
    }

    @Test
    void moreThan20000SchedulesUpToTheBoundAreNotTried() {
        assertThat(describe(a -> steps(a.undisturbed().delayBound(8), 12)))
                .contains(
                        "broken: not exhaustive: more than 20000 schedules; the search completed"
                                + " every");
    }

    @Test
    void aTestThatPassesSaysWhatIsComplete() {
        assertThat(describe(a -> steps(a.undisturbed().delayBound(0).runBudget(1), 4)))
                .isEqualTo("every schedule without delays: 1 of 1 runs");
        assertThat(
                        describe(
                                a ->
                                        steps(
                                                a.undisturbed()
                                                        .delayBound(0)
                                                        .runBudget(10)
                                                        .randomSeed(7),
                                                9)))
                .matches(
                        "every schedule without delays: 10 of 10 runs, 9 of them at random, seed"
                                + " 7");
        assertThat(describe(a -> a.undisturbed().allInterleavings().run(() -> {})))
                .isEqualTo("every schedule: 1 of 2,001 runs");
    }

    @Test
    void equalSeedsMakeEqualStories() {
        String failure = Judged.broken(a -> reorder(a.randomSeed(3), 6, false, false));
        assertThat(Judged.broken(a -> reorder(a.randomSeed(3), 6, false, false)))
                .isEqualTo(failure);
    }

    @Test
    void aBudgetIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cancel.everywhere(a -> a.runBudget(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cancel.everywhere(a -> a.delayBound(-1)));
    }

    private static String describe(Consumer<Attempt> test) {
        try {
            return Judged.holds(test).runs().getFirst().promises().getLast().text();
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
