package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Monitors under the lab: waited for, signalled, contended, and entered in the wrong order. */
@Timeout(120)
class MonitorsTest {
    private static void together(Runnable... tasks) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Runnable task : tasks) {
            threads.add(Thread.ofVirtual().name("t" + threads.size()).start(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A box for one item. */
    private static class Box {
        private Integer item;

        synchronized void put(int given) throws InterruptedException {
            while (item != null) {
                wait();
            }
            item = given;
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            while (item == null) {
                wait();
            }
            int taken = item;
            item = null;
            notifyAll();
            return taken;
        }

        synchronized boolean isEmpty() {
            return item == null;
        }
    }

    /** Forgets to wake the others. */
    private static final class Silent extends Box {
        private Integer item;

        @Override
        synchronized void put(int given) {
            item = given;
        }

        @Override
        synchronized int take() throws InterruptedException {
            while (item == null) {
                wait();
            }
            return item;
        }
    }

    private static void exchange(Box box) throws InterruptedException {
        Thread putter =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        box.put(1);
                                        box.put(2);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        try {
            box.take();
            box.take();
        } finally {
            putter.interrupt();
            putter.join();
        }
    }

    @Test
    void waitAndNotifyHoldAtEveryPoint() {
        var story = Judged.holds(a -> a.run(() -> exchange(new Box())));
        assertThat(story.points()).extracting(p -> p.call()).contains("Object.wait", "Thread.join");
    }

    @Test
    void whoWaitsForAListIsWokenAsForAnyObject() {
        Judged.holds(
                a -> {
                    List<Integer> items = new ArrayList<>(); // the compiler calls List.notifyAll
                    Runnable put =
                            () -> {
                                synchronized (items) {
                                    items.add(1);
                                    items.notifyAll();
                                }
                            };
                    a.undisturbed()
                            .allInterleavings()
                            .invariant("what was put is taken", items::isEmpty)
                            .run(() -> together(() -> takeFrom(items), put));
                });
    }

    private static void takeFrom(List<Integer> items) {
        synchronized (items) {
            while (items.isEmpty()) {
                try {
                    items.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts this thread", e);
                }
            }
            items.removeFirst();
        }
    }

    @Test
    void aForgottenNotifyIsFoundInSomeOrder() {
        Consumer<Attempt> test =
                a ->
                        a.undisturbed()
                                .allInterleavings()
                                .run(
                                        () -> {
                                            Box box = new Silent();
                                            together(
                                                    () -> {
                                                        try {
                                                            box.put(1);
                                                        } catch (InterruptedException e) {
                                                            Thread.currentThread().interrupt();
                                                        }
                                                    },
                                                    () -> {
                                                        try {
                                                            box.take();
                                                        } catch (InterruptedException e) {
                                                            Thread.currentThread().interrupt();
                                                        }
                                                    });
                                        });
        assertThat(Judged.broken(test)).contains("waits for ever, at MonitorsTest.java:");
    }

    @Test
    void contendedMonitorsExcludeEachOtherAcrossAWait() {
        Judged.holds(
                a -> {
                    List<Integer> log = new ArrayList<>();
                    Object monitor = new Object();
                    Runnable twice =
                            () -> {
                                synchronized (monitor) {
                                    log.add(1);
                                    pause();
                                    log.add(2);
                                }
                            };
                    a.undisturbed()
                            .allInterleavings()
                            .invariant("in turn", () -> log.equals(List.of(1, 2, 1, 2)))
                            .run(() -> together(twice, twice));
                });
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMonitorOfTheJdkBehindAnInterfaceExcludes() {
        Judged.holds(
                a -> {
                    List<Integer> v = new Vector<>();
                    a.undisturbed()
                            .allInterleavings()
                            .invariant("two", () -> v.size() == 2)
                            .run(() -> together(() -> v.add(1), () -> v.add(2)));
                });
    }

    @Test
    void checkThenActOnAListOfTheJdkIsFound() {
        for (List<Integer> v :
                List.of(
                        new Vector<Integer>(),
                        Collections.synchronizedList(new ArrayList<Integer>()))) {
            Runnable addOnce =
                    () -> {
                        if (v.isEmpty()) {
                            v.add(1);
                        }
                    };
            Consumer<Attempt> test =
                    a -> {
                        v.clear();
                        a.undisturbed()
                                .allInterleavings()
                                .invariant("one", () -> v.size() == 1)
                                .run(() -> together(addOnce, addOnce));
                    };
            assertThat(Judged.broken(test)).contains("broken: one");
        }
    }

    @Test
    void aMonitorOfTheJdkThatIsHeldAcrossAWaitIsRefusedByName() {
        Body body =
                () -> {
                    List<Integer> v = new Vector<>(List.of(1, 2));
                    together(() -> v.forEach(x -> pause()), () -> v.add(3)); // contended
                };
        assertThat(Judged.broken(a -> a.undisturbed().run(body)))
                .contains(
                        "the lab controls every call, but not Vector.add at "
                                + Judged.line("MonitorsTest.java", "contended")
                                + ": use a lock or a collection of java.util.concurrent");
    }

    private static void nested(Object outer, Object inner) {
        synchronized (outer) { // outer monitor
            pause();
            synchronized (inner) { // inner monitor
                pause();
            }
        }
    }

    @Test
    void aDeadlockOfMonitorsIsNamedWithThreadsLocksAndLines() {
        Body body =
                () -> {
                    Object a = new Object();
                    StringBuilder b = new StringBuilder();
                    together(() -> nested(a, b), () -> nested(b, a));
                };
        String outer = Judged.line("MonitorsTest.java", "outer monitor");
        String inner = Judged.line("MonitorsTest.java", "inner monitor");
        assertThat(Judged.broken(body))
                .contains(
                        "t0 waits at %s for the monitor of a StringBuilder, which t1 took at %s"
                                .formatted(inner, outer))
                .contains(
                        "t1 waits at %s for the monitor of an Object, which t0 took at %s"
                                .formatted(inner, outer));
    }

    private static void locked(ReentrantLock outer, ReentrantLock inner) {
        outer.lock(); // outer lock
        try {
            pause();
            inner.lock(); // inner lock
            inner.unlock();
        } finally {
            outer.unlock();
        }
    }

    @Test
    void aDeadlockOfLocksIsNamedToo() {
        Body body =
                () -> {
                    ReentrantLock a = new ReentrantLock();
                    ReentrantLock b = new ReentrantLock();
                    together(() -> locked(a, b), () -> locked(b, a));
                };
        assertThat(Judged.broken(body))
                .contains(
                        "t0 waits at %s for a ReentrantLock, which t1 took at %s"
                                .formatted(
                                        Judged.line("MonitorsTest.java", "inner lock"),
                                        Judged.line("MonitorsTest.java", "outer lock")));
    }

    @Test
    void theSameOrderOfMonitorsHolds() {
        Judged.holds(
                a ->
                        a.undisturbed()
                                .run(
                                        () -> {
                                            Object x = new Object();
                                            Object y = new Object();
                                            together(() -> nested(x, y), () -> nested(x, y));
                                        }));
    }

    @Test
    void aTimedWaitOfATimeUnitWaitsOnTheMonitorOfTheRun() {
        Object monitor = new Object();
        assertThat(
                        Judged.time(
                                () -> {
                                    synchronized (monitor) {
                                        TimeUnit.MILLISECONDS.timedWait(monitor, 30);
                                        TimeUnit.NANOSECONDS.timedWait(monitor, 0);
                                    }
                                }))
                .hasMillis(30);
    }
}
