package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A wait may return spuriously, and a weak compareAndSet may fail spuriously. */
@Timeout(60)
class WhatIsAllowedTest {
    /** Waits until it is open. */
    private static final class Gate {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition opened = lock.newCondition();
        private volatile boolean open;
        private volatile boolean passedClosed;
        private volatile Thread waiter;

        void open() {
            lock.lock();
            try {
                synchronized (this) {
                    open = true;
                    notifyAll();
                }
                opened.signalAll();
            } finally {
                lock.unlock();
            }
            LockSupport.unpark(waiter);
        }

        void pass(Way way, boolean inLoop) throws InterruptedException {
            waiter = Thread.currentThread();
            if (way.isMonitor) {
                synchronized (this) {
                    enter(way, inLoop);
                }
            } else if (way.isCondition) {
                lock.lock();
                try {
                    enter(way, inLoop);
                } finally {
                    lock.unlock();
                }
            } else {
                enter(way, inLoop);
            }
        }

        private void enter(Way way, boolean inLoop) throws InterruptedException {
            if (inLoop) {
                while (!open) {
                    once(way);
                }
            } else if (!open) {
                once(way);
            }
            passedClosed |= !open;
        }

        private void once(Way way) throws InterruptedException {
            switch (way) {
                case WAIT -> wait();
                case WAIT_MILLIS -> wait(1_000);
                case TIMED_WAIT -> TimeUnit.SECONDS.timedWait(this, 1);
                case AWAIT -> opened.await();
                case AWAIT_TIME -> assertThat(opened.await(1, TimeUnit.SECONDS)).isTrue();
                case AWAIT_NANOS -> assertThat(opened.awaitNanos(1_000_000_000)).isPositive();
                case AWAIT_UNINTERRUPTIBLY -> opened.awaitUninterruptibly();
                case PARK -> {
                    LockSupport.park(this);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
                case PARK_NANOS -> {
                    LockSupport.parkNanos(1_000_000_000);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        }
    }

    private enum Way {
        WAIT(true, false),
        WAIT_MILLIS(true, false),
        TIMED_WAIT(true, false),
        AWAIT(false, true),
        AWAIT_TIME(false, true),
        AWAIT_NANOS(false, true),
        AWAIT_UNINTERRUPTIBLY(false, true),
        PARK(false, false),
        PARK_NANOS(false, false);

        private final boolean isMonitor;
        private final boolean isCondition;

        Way(boolean isMonitor, boolean isCondition) {
            this.isMonitor = isMonitor;
            this.isCondition = isCondition;
        }
    }

    private static void gate(Attempt attempt, Way way, boolean inLoop) {
        Gate gate = new Gate();
        attempt.undisturbed()
                .invariant("nobody passes a closed gate", () -> !gate.passedClosed)
                .run(
                        () -> {
                            Thread opener =
                                    Thread.ofVirtual()
                                            .start(
                                                    () -> {
                                                        try {
                                                            Thread.sleep(10);
                                                        } catch (InterruptedException e) {
                                                            Thread.currentThread().interrupt();
                                                        }
                                                        gate.open();
                                                    });
                            gate.pass(way, inLoop);
                            opener.join();
                        });
    }

    @ParameterizedTest
    @EnumSource
    void aWaitBehindAnIfIsFound(Way way) {
        assertThat(Judged.broken(a -> gate(a, way, false)))
                .contains("broken: nobody passes a closed gate", " spuriously");
    }

    @ParameterizedTest
    @EnumSource
    void aWaitInALoopHolds(Way way) {
        Judged.holds(a -> gate(a, way, true));
    }

    private static void weak(Attempt attempt, boolean inLoop) {
        AtomicInteger value = new AtomicInteger();
        attempt.invariant("1", () -> value.get() == 1)
                .run(
                        () -> {
                            while (!value.weakCompareAndSetVolatile(0, 1) && inLoop) {
                                Thread.onSpinWait();
                            }
                        });
    }

    @Test
    void aWeakCompareAndSetThatIsTriedOnceIsFound() {
        assertThat(Judged.broken(a -> weak(a, false)))
                .contains("broken: 1", "AtomicInteger.weakCompareAndSetVolatile fails spuriously");
        Judged.holds(a -> weak(a, true));
    }

    private static final class Cell {
        private static final VarHandle VALUE;
        private volatile long value;

        static {
            try {
                VALUE = MethodHandles.lookup().findVarHandle(Cell.class, "value", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        boolean add() {
            long seen = value;
            return VALUE.weakCompareAndSet(this, seen, seen + 1);
        }
    }

    @Test
    void aWeakCompareAndSetOfAVarHandleFailsToo() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Cell cell = new Cell();
                                    a.invariant("1", () -> cell.value == 1).run(cell::add);
                                }))
                .contains("VarHandle.weakCompareAndSet fails spuriously");
        Judged.holds(
                a -> {
                    Cell cell = new Cell();
                    a.invariant("1", () -> cell.value == 1)
                            .run(
                                    () -> {
                                        while (!cell.add()) {
                                            Thread.onSpinWait();
                                        }
                                    });
                });
    }

    @Test
    void aBodyThatFailsAtAWakeupDoesNotReturn() {
        assertThat(
                        Judged.broken(
                                a ->
                                        a.undisturbed()
                                                .run(
                                                        () -> {
                                                            long begin = System.nanoTime();
                                                            LockSupport.parkNanos(1_000);
                                                            if (System.nanoTime() == begin) {
                                                                throw new IllegalStateException();
                                                            }
                                                        })))
                .contains("the body returns when nothing disturbs it, but it threw");
    }

    @Test
    void waitsInsideTheJdkAreLeftAlone() {
        var story =
                Judged.holds(
                        a ->
                                a.undisturbed()
                                        .run(
                                                () -> {
                                                    var queue =
                                                            new java.util.concurrent
                                                                            .SynchronousQueue<
                                                                    String>();
                                                    Thread giver =
                                                            Thread.startVirtualThread(
                                                                    () -> queue.offer("x"));
                                                    queue.poll(1, TimeUnit.SECONDS);
                                                    giver.join();
                                                }));
        assertThat(story.tried()).noneMatch(t -> t.what().contains("spurious"));
    }
}
