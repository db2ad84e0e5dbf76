package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A body ends, leaves the interrupt status alone, and lets no thread die unseen. */
class OwedUnaskedTest {
    private static final String FILE = "OwedUnaskedTest.java";

    @Test
    void aBodyThatWaitsForeverIsBrokenAndItsLineIsNamed() {
        assertThat(Judged.broken(a -> a.run(() -> new CompletableFuture<String>().get()))) // hangs
                .contains(
                        "broken: the body ends when nothing disturbs it: it waits for ever, at "
                                + Judged.line(FILE, "hangs"));
    }

    @Test
    void aBodyThatPollsForeverIsBrokenAndItsLineIsNamed() {
        AtomicBoolean never = new AtomicBoolean();
        assertThat(
                        Judged.broken(
                                a ->
                                        a.run(
                                                () -> {
                                                    while (!never.get()) {
                                                        Thread.sleep(10); // polls
                                                    }
                                                })))
                .contains("broken: the body ends when nothing disturbs it: it passes too")
                .contains(Judged.line(FILE, "polls"));
    }

    @Test
    void aBodyMayWaitForeverIfTheTestSaysWhy() {
        Judged.holds(
                a ->
                        a.mayWaitForever("nobody completes it")
                                .run(() -> new CompletableFuture<String>().get()));
    }

    @Test
    void aBodyThatWaitsForTheActionOfTheTestNeedSayNothing() {
        Judged.holds(
                a -> {
                    CountDownLatch stopped = new CountDownLatch(1);
                    a.action("stop", stopped::countDown).run(stopped::await);
                });
    }

    private static Consumer<Attempt> raisesAndReads(boolean polls, boolean readsFirst) {
        return attempt ->
                attempt.undisturbed()
                        .allInterleavings()
                        .run(
                                () -> {
                                    var ready = new AtomicBoolean();
                                    var seen = new CountDownLatch(1);
                                    Thread t =
                                            new Thread(
                                                    () -> {
                                                        if (readsFirst || ready.get()) {
                                                            seen.countDown();
                                                        }
                                                    });
                                    t.start();
                                    ready.set(true);
                                    while (polls && seen.getCount() > 0) {
                                        Thread.sleep(10);
                                    }
                                    seen.await();
                                    t.join();
                                });
    }

    @Test
    void pollingForeverInOneScheduleCountsAsWaitingForever() {
        for (boolean polls : new boolean[] {true, false}) {
            assertThat(Judged.broken(raisesAndReads(polls, false)))
                    .contains("broken: the body ends in every schedule");
            Judged.holds(raisesAndReads(polls, true));
        }
    }

    @Test
    void anInterruptStatusThatNobodyHasSetIsBroken() {
        assertThat(
                        Judged.broken(
                                () -> {
                                    Thread.sleep(1);
                                    Thread.currentThread().interrupt();
                                }))
                .contains("broken: the interrupt status is what it was before, but it is set");
        Judged.holds(
                a ->
                        a.mayInterruptItself("that is what it is for")
                                .run(() -> Thread.currentThread().interrupt()));
    }

    private static final class Token implements Cancellable {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @CancellationCheck
        boolean isCancelled() {
            return cancelled;
        }
    }

    private static void looks(Attempt attempt, boolean clears) {
        Token token = new Token();
        attempt.token(token)
                .run(
                        () -> {
                            boolean was =
                                    clears
                                            ? Thread.interrupted()
                                            : Thread.currentThread().isInterrupted();
                            for (int i = 0; i < 3 && !was && !token.isCancelled(); i++) {
                                Thread.onSpinWait();
                            }
                        });
    }

    @Test
    void aBodyThatIsEnteredWithTheStatusSetKeepsItWhateverTheTestCancelsBy() {
        assertThat(Judged.broken(a -> looks(a, true)))
                .startsWith("broken after an interrupt before the body began")
                .contains("broken: the cancellation is not lost");
        Story story = Judged.holds(a -> looks(a, false));
        assertThat(story.tried()).contains(new Story.Tried("interrupted before it begins", 1));
    }

    @Test
    void aThreadThatDiesOfAnExceptionThatNobodySeesIsBroken() {
        assertThat(Judged.broken(a -> a.run(() -> dying().join())))
                .contains(
                        "broken: no thread dies of an exception that no handler gets: worker threw"
                                + " java.lang.IllegalStateException: gone, at "
                                + Judged.line(FILE, "dies"));
        assertThat(Judged.broken(a -> a.run(OwedUnaskedTest::executes)))
                .contains("broken: no thread dies of an exception that no handler gets");
    }

    private static void fails() {
        throw new IllegalStateException("gone"); // dies
    }

    private static Thread dying() {
        return Thread.ofPlatform().name("worker").start(OwedUnaskedTest::fails);
    }

    private static void executes() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.execute(OwedUnaskedTest::fails);
        }
    }

    @Test
    void anExceptionThatAHandlerOrAFutureOrTheTestKnowsOfIsSeen() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Judged.holds(
                a ->
                        a.run(
                                () ->
                                        Thread.ofPlatform()
                                                .uncaughtExceptionHandler((t, e) -> seen.set(e))
                                                .start(OwedUnaskedTest::fails)
                                                .join()));
        Judged.holds(
                a ->
                        a.run(
                                () ->
                                        Thread.ofVirtual()
                                                .uncaughtExceptionHandler((t, e) -> seen.set(e))
                                                .start(OwedUnaskedTest::fails)
                                                .join()));
        Judged.holds(
                a ->
                        a.run(
                                () -> {
                                    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                                        pool.submit(OwedUnaskedTest::fails);
                                    }
                                }));
        Judged.holds(a -> a.mayHideFailures("a log has it").run(() -> dying().join()));
    }

    @Test
    void aPermitThatIsWaitedForAndGivenIsNoHang() {
        Judged.holds(
                a ->
                        a.run(
                                () -> {
                                    Semaphore given = new Semaphore(0);
                                    Thread t = Thread.startVirtualThread(given::release);
                                    given.acquire();
                                    t.join();
                                }));
    }

    @Test
    void aBugThatOnlyADisturbedBodyRunsIntoIsBroken() {
        Body body =
                () -> {
                    ReentrantLock lock = new ReentrantLock();
                    try {
                        lock.lockInterruptibly();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        lock.unlock(); // unlocks
                    }
                };
        assertThat(Judged.broken(body))
                .contains(
                        "broken: no bug makes the body fail: it threw"
                                + " java.lang.IllegalMonitorStateException, at "
                                + Judged.line(FILE, "unlocks"));
        Judged.holds(a -> assertThat(a.run(body).thrown()).isNotNull());
    }

    @Test
    void anAssertionInsideABodyThatMayAbsorbIsNotOverlooked() {
        assertThat(
                        Judged.broken(
                                a ->
                                        a.mayAbsorb("it says so")
                                                .run(
                                                        () ->
                                                                assertThat(isInterruptedInSleep())
                                                                        .isFalse())))
                .contains("broken: no bug makes the body fail: it threw");
    }

    @Test
    void anAssertionThatFailsInAnotherInterleavingIsNotOverlooked() {
        Body body =
                () -> {
                    AtomicInteger set = new AtomicInteger();
                    Thread other = Thread.startVirtualThread(() -> set.set(1));
                    int seen = set.get();
                    other.join();
                    assertThat(seen).isZero();
                };
        assertThat(Judged.broken(a -> a.undisturbed().allInterleavings().run(body)))
                .contains("broken: no bug makes the body fail: it threw");
        Judged.holds(
                a -> assertThat(a.undisturbed().allInterleavings().run(body).thrown()).isNotNull());
    }

    private static boolean isInterruptedInSleep() {
        try {
            Thread.sleep(1);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
