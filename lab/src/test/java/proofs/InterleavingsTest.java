package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Unwoven;
import cancelsafe.lab.explore.Cancel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes wrong between two threads, and accesses that nothing orders. */
class InterleavingsTest {
    private static void race(Body... bodies) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Body body : bodies) {
            threads.add(
                    Thread.ofVirtual()
                            .unstarted(
                                    () -> {
                                        try {
                                            body.run();
                                        } catch (Throwable t) {
                                            throw new AssertionError(t);
                                        }
                                    }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static final class Once {
        private volatile boolean cancelled;

        boolean cancel() {
            if (!cancelled) {
                cancelled = true;
                return true;
            }
            return false;
        }
    }

    private static final class AtomicOnce {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        boolean cancel() {
            return cancelled.compareAndSet(false, true);
        }
    }

    private static void winners(Attempt attempt, BooleanSupplier cancel) {
        AtomicInteger winners = new AtomicInteger();
        Body caller =
                () -> {
                    if (cancel.getAsBoolean()) {
                        winners.incrementAndGet();
                    }
                };
        attempt.undisturbed()
                .watch("winners", winners::get)
                .invariant("one winner", () -> winners.get() == 1)
                .run(() -> race(caller, caller));
    }

    @Test
    void checkThenActIsCaughtWithoutAnyMarkInTheCode() {
        assertThatThrownBy(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            Once once = new Once();
                                            winners(attempt.allInterleavings(), once::cancel);
                                        }))
                .hasMessageContaining("one winner");
    }

    @Test
    void aFailureNamesItsOrderAndThatOrderAloneFailsAlike() {
        Consumer<Attempt> inEvery =
                attempt -> winners(attempt.allInterleavings(), new Once()::cancel);
        String failure = Judged.broken(inEvery);
        Matcher named = Pattern.compile("attempt\\.replay\\(\"(.*)\"\\)").matcher(failure);
        assertThat(named.find()).isTrue();
        int[] attempts = new int[1];
        assertThat(
                        Judged.broken(
                                attempt -> {
                                    attempts[0]++;
                                    winners(attempt.replay(named.group(1)), new Once()::cancel);
                                }))
                .isEqualTo(failure);
        assertThat(attempts).containsExactly(2);
    }

    @Test
    void oneOrderAloneIsNoPass() {
        assertThat(Judged.broken(a -> winners(a.replay("3:1"), new AtomicOnce()::cancel)))
                .contains("broken: not exhaustive: more than the one schedule that the test names");
    }

    @Test
    void aTextThatIsNoOrderIsNamed() {
        assertThatThrownBy(() -> Cancel.everywhere(a -> a.replay("3.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"3.1\" is not a schedule: copy the one that the failure names, such as"
                                + " 12:1 30:2");
    }

    @Test
    void compareAndSetHoldsInEveryOrder() {
        var story =
                Cancel.everywhere(
                        attempt -> {
                            AtomicBoolean cancelled = new AtomicBoolean();
                            winners(
                                    attempt.allInterleavings(),
                                    () -> cancelled.compareAndSet(false, true));
                        });
        assertThat(story.runs().getFirst().promises().getLast().text())
                .matches("every schedule with at most [3-9] delays: .*");
    }

    private static final class Counter {
        int n;
        final ReentrantLock lock = new ReentrantLock();

        void add() {
            n++;
        }

        synchronized void addSynchronized() {
            n++;
        }

        void addLocked() {
            lock.lock();
            try {
                n++;
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void aPlainFieldThatTwoThreadsTouchIsReportedWithBothLines() {
        assertThatThrownBy(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            Counter counter = new Counter();
                                            attempt.undisturbed()
                                                    .run(() -> race(counter::add, counter::add));
                                        }))
                .hasMessageContaining(
                        "no data race: InterleavingsTest.Counter.n, written at"
                                + " InterleavingsTest.java:");
    }

    @Test
    void lockedAndSynchronizedFieldsHoldInEveryOrder() {
        for (int way = 0; way < 2; way++) {
            int chosen = way;
            Cancel.everywhere(
                    attempt -> {
                        Counter counter = new Counter();
                        Body add = chosen == 0 ? counter::addLocked : counter::addSynchronized;
                        attempt.undisturbed()
                                .allInterleavings()
                                .invariant("three", () -> counter.n == 3)
                                .run(() -> race(add, add, add));
                    });
        }
    }

    @Test
    void twentyThreadsThatMeetManyTimesNeedLittleMemory() {
        Cancel.everywhere(
                attempt -> {
                    Counter counter = new Counter();
                    Body add =
                            () -> {
                                for (int i = 0; i < 20; i++) {
                                    counter.addLocked();
                                }
                            };
                    Body[] twenty = new Body[20];
                    Arrays.fill(twenty, add);
                    attempt.undisturbed()
                            .invariant("four hundred", () -> counter.n == 400)
                            .run(() -> race(twenty));
                });
    }

    @Test
    void whatATaskWroteIsOrderedBeforeItsResultIsTaken() {
        Cancel.everywhere(
                attempt -> {
                    Counter counter = new Counter();
                    attempt.undisturbed()
                            .allInterleavings()
                            .invariant("two", () -> counter.n == 2)
                            .run(
                                    () -> {
                                        try (ExecutorService pool =
                                                Executors.newFixedThreadPool(2)) {
                                            Future<?> first = pool.submit(counter::add);
                                            first.get();
                                            counter.add();
                                        }
                                    });
                });
    }

    private boolean stop;

    @Test
    void aMissingVolatileIsADataRaceEvenWhereEveryOrderIsRight() {
        assertThatThrownBy(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            stop = false;
                                            attempt.undisturbed()
                                                    .run(
                                                            () ->
                                                                    race(
                                                                            () -> {
                                                                                while (!stop) {
                                                                                    Thread
                                                                                            .onSpinWait();
                                                                                }
                                                                            },
                                                                            () -> stop = true));
                                        }))
                .hasMessageContaining("no data race: InterleavingsTest.stop");
    }

    @Test
    void aLockOrderThatDeadlocksIsFound() {
        assertThatThrownBy(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            Object a = new Object();
                                            Object b = new Object();
                                            AtomicInteger done = new AtomicInteger();
                                            attempt.undisturbed()
                                                    .allInterleavings()
                                                    .run(
                                                            () ->
                                                                    race(
                                                                            () ->
                                                                                    nested(
                                                                                            a, b,
                                                                                            done),
                                                                            () ->
                                                                                    nested(
                                                                                            b, a,
                                                                                            done)));
                                        }))
                .hasMessageContaining("waits for ever");
    }

    private static void nested(Object outer, Object inner, AtomicInteger done) {
        synchronized (outer) {
            synchronized (inner) {
                done.incrementAndGet();
            }
        }
    }

    private static final class Box {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private final List<Integer> items = new ArrayList<>();

        void put(int item) {
            lock.lock();
            try {
                items.add(item);
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        int take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (items.isEmpty()) {
                    filled.await();
                }
                return items.removeFirst();
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void everyCancellationInEveryOrder() {
        assertThatCode(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            Box box = new Box();
                                            attempt.allInterleavings()
                                                    .run(
                                                            () -> {
                                                                Thread putter =
                                                                        Thread.ofVirtual()
                                                                                .start(
                                                                                        () ->
                                                                                                box
                                                                                                        .put(
                                                                                                                1));
                                                                try {
                                                                    box.take();
                                                                } finally {
                                                                    putter.join();
                                                                }
                                                            });
                                        }))
                .doesNotThrowAnyException();
    }

    /** An object of a library: what it orders inside is not seen. */
    @Unwoven
    static class Gate {
        private final AtomicBoolean open = new AtomicBoolean();

        void open() {
            open.set(true);
        }

        boolean isOpen() {
            return open.get();
        }
    }

    private static final class Letter {
        String text = "";
    }

    @Test
    void aMethodReferenceToALibraryOrdersAsItsCallDoes() {
        Judged.holds(
                attempt -> {
                    Gate gate = new Gate();
                    Letter letter = new Letter();
                    attempt.undisturbed()
                            .allInterleavings()
                            .run(
                                    () -> {
                                        letter.text = "written";
                                        Thread opener = Thread.ofVirtual().unstarted(gate::open);
                                        Thread reader =
                                                Thread.ofVirtual()
                                                        .unstarted(
                                                                () -> {
                                                                    if (gate.isOpen()) {
                                                                        letter.text.length();
                                                                    }
                                                                });
                                        Thread first =
                                                Thread.ofVirtual()
                                                        .start(
                                                                () -> {
                                                                    letter.text = "sealed";
                                                                    opener.start();
                                                                });
                                        reader.start();
                                        first.join();
                                        opener.join();
                                        reader.join();
                                    });
                });
    }

    @Unwoven
    static final class NamedGate extends Gate implements Comparable<NamedGate> {
        @Override
        public int compareTo(NamedGate other) {
            return 0;
        }
    }

    @Test
    void aMethodReferenceMayBeToTheMethodOfASuperclass() {
        Judged.holds(
                attempt -> {
                    NamedGate gate = new NamedGate();
                    attempt.undisturbed()
                            .run(
                                    () -> {
                                        Thread opener = Thread.ofVirtual().start(gate::open);
                                        opener.join();
                                        assertThat(gate.isOpen()).isTrue();
                                    });
                });
    }
}
