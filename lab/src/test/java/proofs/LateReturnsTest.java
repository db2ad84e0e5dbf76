package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A call with a time limit may return long after it. */
@Timeout(60)
class LateReturnsTest {
    private static long millisUntil(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /** Sleeps for the rest of its time, of which nothing may be left. */
    private static void sleepsForTheRest(boolean right) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        Thread.sleep(50);
        long left = millisUntil(end);
        Thread.sleep(right ? Math.max(0, left) : left);
    }

    private static Story holds(Body body) {
        return Judged.holds((Attempt attempt) -> attempt.lateReturns().run(body));
    }

    private static String broken(Body body) {
        return Judged.broken((Attempt attempt) -> attempt.lateReturns().run(body));
    }

    @Test
    void aNegativeRestOfATimeIsFound() {
        Judged.holds(() -> sleepsForTheRest(false));
        assertThat(broken(() -> sleepsForTheRest(false)))
                .contains(
                        "broken: the body returns when nothing disturbs it, but it threw"
                                + " java.lang.IllegalArgumentException",
                        "Thread.sleep returns late, as the specification allows");
        Story story = holds(() -> sleepsForTheRest(true));
        assertThat(story.tried())
                .filteredOn(t -> t.what().equals("a late return"))
                .extracting(Story.Tried::runs)
                .containsExactly(2);
    }

    /** Waits for the rest of its time; to wait for 0 ms is to wait for ever. */
    private static void waitsForTheRest(boolean right) throws InterruptedException {
        Object lock = new Object();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        Thread.sleep(50);
        synchronized (lock) {
            for (long left = millisUntil(end); left > 0 || !right; left = millisUntil(end)) {
                lock.wait(Math.max(0, left));
                if (!right) {
                    return;
                }
            }
        }
    }

    @Test
    void aWaitForNothingWithoutEndIsFound() {
        assertThat(broken(() -> waitsForTheRest(false)))
                .contains("it waits for ever, at LateReturnsTest.java");
        holds(() -> waitsForTheRest(true));
    }

    /** An upper bound of a time cannot hold on a machine that stalls: a test need not ask. */
    @Test
    void withoutBeingAskedNoCallReturnsLate() {
        AtomicReference<Long> took = new AtomicReference<>(0L);
        Judged.holds(
                (Attempt attempt) ->
                        attempt.invariant("at most 10 ms", () -> took.get() <= 10_000_000)
                                .run(
                                        () -> {
                                            long begin = System.nanoTime();
                                            try {
                                                Thread.sleep(10);
                                            } finally {
                                                took.set(System.nanoTime() - begin);
                                            }
                                        }));
    }

    /** Begins its second step only while there is time, or whatever the time. */
    private static void begins(Attempt attempt, boolean right) {
        AtomicReference<Boolean> isLate = new AtomicReference<>(false);
        attempt.invariant("no step begins when the time is over", () -> !isLate.get())
                .run(
                        () -> {
                            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                            Thread.sleep(10);
                            if (right && System.nanoTime() > end) {
                                throw new TimeoutException("after 100 ms");
                            }
                            isLate.set(System.nanoTime() > end);
                        });
    }

    @Test
    void whatTheTestSaysIsJudged() {
        Judged.holds((Attempt a) -> begins(a, false));
        assertThat(Judged.broken(a -> begins(a.lateReturns(), false)))
                .contains(
                        "broken: no step begins when the time is over",
                        "Thread.sleep returns late");
        Judged.holds((Attempt a) -> begins(a.lateReturns(), true));
    }

    @Test
    void aBodyMayReportThatItsTimeIsOver() {
        holds(
                () -> {
                    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
                    queue.add("x");
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                    String item = queue.poll(500, TimeUnit.MILLISECONDS);
                    if (item == null || System.nanoTime() > end) {
                        throw new TimeoutException("after one second");
                    }
                });
    }

    /** A thread that polls while the body stalls passes more points than any body may. */
    @Test
    void anotherThreadMayPollForAsLongAsTheBodyStalls() {
        holds(
                () -> {
                    CountDownLatch end = new CountDownLatch(1);
                    Thread poller = Thread.startVirtualThread(() -> polls(end));
                    try {
                        Thread.sleep(5);
                    } finally {
                        end.countDown();
                        join(poller);
                    }
                });
    }

    private static void polls(CountDownLatch end) {
        try {
            while (!end.await(1, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
