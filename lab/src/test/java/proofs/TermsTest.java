package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Body;
import cancelsafe.lab.Resource;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What a test asks for, gives up, watches and asserts. */
class TermsTest {
    private static final String AFTER =
            "broken: no call at a point completes after the cancellation: ";

    private static void drain() {
        try {
            Thread.sleep(1);
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPointThatIsCompletedAfterTheCancellationIsNamed() {
        Body body =
                () -> {
                    drain();
                    new Semaphore(1).tryAcquire(); // no point
                    Thread.currentThread().isInterrupted();
                    boolean told = Thread.interrupted();
                    Thread.sleep(3); // after
                    if (told) {
                        Thread.currentThread().interrupt();
                    }
                };
        Judged.holds(body);
        assertThat(Judged.broken(a -> a.noPointAfter().run(body)))
                .contains(AFTER + Judged.line("TermsTest.java", "after") + " Thread.sleep");
    }

    @Test
    void looksAndHandlersAreNoPointsAfter() {
        Judged.holds(
                a ->
                        a.noPointAfter()
                                .run(
                                        () -> {
                                            drain();
                                            if (Thread.currentThread().isInterrupted()) {
                                                return;
                                            }
                                            try {
                                                Thread.sleep(1);
                                            } catch (InterruptedException e) {
                                                Thread.sleep(1);
                                                throw e;
                                            }
                                        }));
    }

    @Test
    void aLockMayBeHeldForAReason() {
        Body body =
                () -> {
                    new ReentrantLock().lock();
                    Thread.sleep(1);
                };
        assertThat(Judged.broken(body)).contains("no lock or permit is kept: a lock taken at");
        Judged.holds(a -> a.mayHold("the next stage gives it back").run(body));
    }

    @Test
    void theLockOfASynchronizedMethodIsTakenAtItsFirstLine() {
        Body leavesIt = () -> Thread.ofVirtual().start(new Keeper()::keepsTheLock);
        assertThat(Judged.broken(a -> a.mayLeaveThreads("its lock is asked for").run(leavesIt)))
                .containsPattern("a lock taken at TermsTest.java:[1-9]");
    }

    private static final class Keeper {
        synchronized void keepsTheLock() {
            LockSupport.park();
        }
    }

    @Test
    void aRegisteredResourceThatIsNotGivenBackIsNamed() {
        Body keeps =
                () -> {
                    Object lease = new Object();
                    Resource.opened(lease); // lease
                    Thread.sleep(1);
                    Resource.closed(lease);
                };
        assertThat(Judged.broken(keeps))
                .contains("left open: opened at " + Judged.line("TermsTest.java", "lease"));
        Judged.holds(
                () -> {
                    Object lease = new Object();
                    Resource.opened(lease);
                    try {
                        Thread.sleep(1);
                    } finally {
                        Resource.closed(lease);
                    }
                });
    }

    @Test
    void aWatchedValueThatIsLockedSaysSo() {
        Story story =
                Judged.holds(
                        a -> {
                            ReentrantLock lock = new ReentrantLock();
                            a.watch(
                                            "value",
                                            () -> {
                                                lock.lock();
                                                try {
                                                    return 1;
                                                } finally {
                                                    lock.unlock();
                                                }
                                            })
                                    .run(
                                            () -> {
                                                lock.lock();
                                                try {
                                                    Thread.sleep(1);
                                                } finally {
                                                    lock.unlock();
                                                }
                                            });
                        });
        assertThat(story.runs().get(1).values())
                .isEqualTo(new Story.Values(List.of("1"), List.of("locked"), List.of("1")));
    }

    @Test
    void anInvariantThatThrowsIsBrokenWithItsReason() {
        assertThat(
                        Judged.broken(
                                a ->
                                        a.invariant(
                                                        "the sum is right",
                                                        () -> {
                                                            throw new IllegalStateException(
                                                                    "no sum");
                                                        })
                                                .run(() -> Thread.sleep(1))))
                .contains("broken: the sum is right: java.lang.IllegalStateException: no sum");
    }

    @Test
    void anInvariantThatWaitsForEverIsBrokenWithItsReason() {
        ReentrantLock lock = new ReentrantLock();
        assertThat(
                        Judged.broken(
                                a ->
                                        a.mayHold("shown here")
                                                .invariant(
                                                        "the sum is right",
                                                        () -> {
                                                            lock.lock();
                                                            lock.unlock();
                                                            return true;
                                                        })
                                                .run(lock::lock)))
                .contains("broken: the sum is right: it waits for ever");
    }

    @Test
    void anInvariantIsJudgedAtTheEndAndNotAtTheCancellation() {
        AtomicInteger a = new AtomicInteger();
        Judged.holds(
                attempt -> {
                    a.set(100);
                    attempt.invariant("rolled back", () -> a.get() == 100)
                            .run(
                                    () -> {
                                        a.addAndGet(-30);
                                        try {
                                            Thread.sleep(1);
                                        } finally {
                                            a.addAndGet(30);
                                        }
                                    });
                });
    }
}
