package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Which threads wait for whose locks, and for whose threads. */
class DeadlocksTest {
    private final Deadlocks deadlocks = new Deadlocks();
    private final ReentrantLock first = new ReentrantLock();
    private final ReentrantLock second = new ReentrantLock();
    private final CountDownLatch both = new CountDownLatch(2);
    private final Thread left = new Thread(() -> take(first, second), "left");
    private final Thread right = new Thread(() -> take(second, first), "right");
    private final List<Thread> threads = List.of(left, right);

    private static CodeLocation line(int number) {
        return new CodeLocation(
                CodeLocation.Kind.LINE, "a/Body", "run", "Body.java", number, "", false);
    }

    private void take(ReentrantLock one, ReentrantLock other) {
        try {
            one.lockInterruptibly();
            both.countDown();
            both.await();
            other.lockInterruptibly();
        } catch (InterruptedException e) {
            // the test is over
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private void asks() {
        deadlocks.asks(left, first, line(1));
        deadlocks.asks(left, second, line(2));
        deadlocks.asks(right, second, line(3));
        deadlocks.asks(right, first, line(4));
    }

    @Test
    void twoThreadsThatWaitForEachOtherAreACircleAndNamed() {
        asks();
        threads.forEach(Thread::start);
        while (!second.hasQueuedThread(left) || !first.hasQueuedThread(right)) {
            Thread.onSpinWait();
        }
        assertThat(deadlocks.isCircle(threads)).isTrue();
        List<String> waits = deadlocks.waits(threads, Thread::getName, Thread::getName);
        assertThat(waits).hasSize(2);
        assertThat(waits.getFirst())
                .startsWith("left waits at Body.java:2 for ")
                .endsWith(", which right took at Body.java:3");
        assertThat(waits.getLast()).endsWith(", which left took at Body.java:1");
    }

    @Test
    void aThreadThatWaitsForOneThatGoesOnIsNoCircle() {
        first.lock();
        try {
            deadlocks.asks(right, first, line(4));
            both.countDown();
            right.start();
            while (!first.hasQueuedThread(right)) {
                Thread.onSpinWait();
            }
            assertThat(deadlocks.isCircle(threads)).isFalse();
            assertThat(deadlocks.waits(threads, Thread::getName, Thread::getName))
                    .singleElement()
                    .asString()
                    .endsWith(", which another thread took");
        } finally {
            first.unlock();
        }
    }

    @Test
    void threadsThatWaitForNothingAreNotNamed() {
        asks();
        assertThat(deadlocks.isCircle(threads)).isFalse();
        assertThat(deadlocks.waits(threads, Thread::getName, Thread::getName)).isEmpty();
    }

    @Test
    void tasksThatNoThreadOfTheirPoolIsFreeForAreCounted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
            Thread[] worker = new Thread[1];
            pool.execute(
                    () -> {
                        worker[0] = Thread.currentThread();
                        begun.countDown();
                        await(end);
                    });
            begun.await();
            pool.execute(() -> {});
            assertThat(deadlocks.knows(pool)).isFalse();
            deadlocks.grows(pool);
            assertThat(deadlocks.knows(pool)).isTrue();
            assertThat(deadlocks.waits(List.of(worker[0]), t -> "?", t -> "worker, at X"))
                    .containsExactly(
                            "1 task waits for a thread of its pool, where none is free: worker,"
                                    + " at X");
            pool.execute(() -> {});
            assertThat(deadlocks.waits(List.of(worker[0]), t -> "?", t -> "w").getFirst())
                    .startsWith("2 tasks wait for a thread of their pool");
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
