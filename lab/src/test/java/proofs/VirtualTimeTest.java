package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Body;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** An hour of waiting takes no time, whatever waits. */
@Timeout(60)
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Arguments wait(String name, Body body) {
        return argumentSet(name, body);
    }

    private static Thread never() {
        return Thread.ofVirtual().start(LockSupport::park);
    }

    private static void timesOut(Body body) {
        assertThatThrownBy(body::run).isInstanceOf(TimeoutException.class);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                wait("Thread.sleep(long)", () -> Thread.sleep(3_600_000)),
                wait("Thread.sleep(Duration)", () -> Thread.sleep(HOUR)),
                wait("TimeUnit.sleep", () -> TimeUnit.HOURS.sleep(1)),
                wait("Thread.join(long)", () -> never().join(3_600_000)),
                wait("Thread.join(Duration)", () -> never().join(HOUR)),
                wait("parkNanos", () -> LockSupport.parkNanos(HOUR.toNanos())),
                wait(
                        "parkUntil",
                        () -> LockSupport.parkUntil(System.currentTimeMillis() + HOUR.toMillis())),
                wait("BlockingQueue.poll", () -> queue().poll(1, TimeUnit.HOURS)),
                wait("BlockingDeque.poll", () -> deque().pollLast(1, TimeUnit.HOURS)),
                wait("SynchronousQueue.offer", () -> hand().offer(1, 1, TimeUnit.HOURS)),
                wait("CountDownLatch", () -> new CountDownLatch(1).await(1, TimeUnit.HOURS)),
                wait("Semaphore", () -> new Semaphore(0).tryAcquire(1, TimeUnit.HOURS)),
                wait(
                        "CyclicBarrier",
                        () -> timesOut(() -> new CyclicBarrier(2).await(1, TimeUnit.HOURS))),
                wait(
                        "Exchanger",
                        () -> timesOut(() -> new Exchanger<>().exchange(1, 1, TimeUnit.HOURS))),
                wait(
                        "Phaser",
                        () ->
                                timesOut(
                                        () ->
                                                new Phaser(1)
                                                        .awaitAdvanceInterruptibly(
                                                                0, 1, TimeUnit.HOURS))),
                wait("Object.wait", VirtualTimeTest::monitor),
                wait("Condition.await", VirtualTimeTest::condition),
                wait("Condition.awaitUntil", VirtualTimeTest::conditionUntil),
                wait("Lock.tryLock", VirtualTimeTest::lock),
                wait("Future.get", VirtualTimeTest::future),
                wait(
                        "CompletableFuture.get",
                        () -> timesOut(() -> new CompletableFuture<>().get(1, TimeUnit.HOURS))),
                wait("awaitTermination", VirtualTimeTest::termination),
                wait("invokeAny", VirtualTimeTest::any));
    }

    private static BlockingQueue<Integer> queue() {
        return new ArrayBlockingQueue<>(1);
    }

    private static LinkedBlockingDeque<Integer> deque() {
        return new LinkedBlockingDeque<>();
    }

    private static SynchronousQueue<Integer> hand() {
        return new SynchronousQueue<>();
    }

    private static void monitor() throws InterruptedException {
        Object monitor = new Object();
        synchronized (monitor) {
            monitor.wait(3_600_000);
        }
    }

    private static void condition() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            assertThat(lock.newCondition().await(1, TimeUnit.HOURS)).isFalse();
        } finally {
            lock.unlock();
        }
    }

    private static void conditionUntil() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Date deadline = Date.from(Instant.now().plus(HOUR));
            assertThat(lock.newCondition().awaitUntil(deadline)).isFalse();
        } finally {
            lock.unlock();
        }
    }

    private static void lock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        AtomicBoolean over = new AtomicBoolean();
        Thread owner =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    lock.lock();
                                    while (!over.get()) {
                                        LockSupport.park();
                                    }
                                    lock.unlock();
                                });
        while (!lock.isLocked()) {
            Thread.onSpinWait();
        }
        assertThat(lock.tryLock(1, TimeUnit.HOURS)).isFalse();
        over.set(true);
        LockSupport.unpark(owner);
        owner.join();
    }

    private static int aDay() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
        return 1;
    }

    private static void future() {
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            var never = pool.submit(VirtualTimeTest::aDay);
            timesOut(() -> never.get(1, TimeUnit.HOURS));
            never.cancel(true);
        }
    }

    private static void termination() throws InterruptedException {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var task = pool.submit(VirtualTimeTest::aDay);
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.HOURS)).isFalse();
            task.cancel(true);
        }
    }

    private static void any() {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            timesOut(() -> pool.invokeAny(List.of(VirtualTimeTest::aDay), 1, TimeUnit.HOURS));
        }
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitsAnHourOnTheClockOfTheRun(Body body) {
        assertThat(Judged.time(body)).isEqualTo(HOUR);
    }

    @Test
    void aSleepBeyondTheEndOfVirtualTimeIsReportedAsThat() {
        Body longSleep = () -> Thread.sleep(Duration.ofDays(20));
        assertThat(Judged.broken(longSleep))
                .contains("it does not end within ten days of virtual time")
                .doesNotContain("without end");
    }

    @Test
    void anUndisturbedBodyMayPassThousandsOfPoints() {
        Judged.holds(
                attempt ->
                        attempt.undisturbed()
                                .run(
                                        () -> {
                                            for (int i = 0; i < 5_000; i++) {
                                                Thread.sleep(1);
                                            }
                                        }));
    }

    @Test
    void theLongestWaitThereIsEndsWhenSomethingCame() {
        Judged.holds(
                () -> {
                    Thread.sleep(HOUR);
                    BlockingQueue<Integer> queue = queue();
                    Thread giver = Thread.ofVirtual().start(() -> giveLater(queue));
                    try {
                        queue.poll(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
                    } finally {
                        giver.interrupt();
                        giver.join();
                    }
                });
    }

    private static void giveLater(BlockingQueue<Integer> queue) {
        try {
            Thread.sleep(HOUR);
            queue.put(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // the body spins, which is the point
    void timePassesWhileThreadsSpin() {
        assertThat(
                        Judged.time(
                                () -> {
                                    AtomicBoolean done = new AtomicBoolean();
                                    Thread worker =
                                            Thread.ofVirtual()
                                                    .start(
                                                            () -> {
                                                                try {
                                                                    Thread.sleep(20);
                                                                } catch (InterruptedException e) {
                                                                    Thread.currentThread()
                                                                            .interrupt();
                                                                }
                                                                done.set(true);
                                                            });
                                    while (!done.get()) {
                                        Thread.yield();
                                    }
                                    worker.join();
                                }))
                .hasMillis(20);
        Judged.holds(
                a ->
                        a.undisturbed()
                                .run(
                                        () -> {
                                            Thread other =
                                                    Thread.startVirtualThread(
                                                            () -> {
                                                                try {
                                                                    Thread.sleep(20);
                                                                } catch (InterruptedException e) {
                                                                    Thread.currentThread()
                                                                            .interrupt();
                                                                }
                                                            });
                                            long end = System.nanoTime() + 10_000_000;
                                            while (System.nanoTime() < end) {
                                                Thread.onSpinWait();
                                            }
                                            other.join();
                                        }));
    }

    /** With the interrupt status set, each park returns at once. */
    @Test
    void timePassesWhileAnInterruptedThreadParks() {
        Judged.holds(
                a ->
                        a.onThread("body")
                                .run(
                                        () -> {
                                            Thread other =
                                                    Thread.startVirtualThread(
                                                            () -> giveLater(queue()));
                                            while (other.isAlive()) {
                                                LockSupport.parkNanos(HOUR.toNanos() / 4);
                                            }
                                        }));
    }

    /** What a thread looks at that waits for a moment. */
    private static Stream<LongSupplier> looksInMillis() {
        return Stream.of(
                System::currentTimeMillis,
                () -> Instant.now().toEpochMilli(),
                () -> Clock.systemUTC().millis(),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** Without a hint to yield: only the look itself tells that the thread waits. */
    @ParameterizedTest
    @MethodSource("looksInMillis")
    void timePassesWhileAThreadLooksAtAnyClock(LongSupplier look) {
        Judged.holds(a -> a.undisturbed().run(() -> looksUntilTheOtherHasSlept(look)));
    }

    private static void looksUntilTheOtherHasSlept(LongSupplier look) throws InterruptedException {
        Thread other = Thread.startVirtualThread(() -> giveLater(queue()));
        long end = look.getAsLong() + 10;
        int looks = 0;
        while (look.getAsLong() < end) {
            looks++;
        }
        assertThat(looks).isPositive();
        other.join();
    }

    /** The JDK spins in so short a wait, which must not let the sleep of the other thread pass. */
    @ParameterizedTest
    @MethodSource
    void theShortestWaitIsNoLongerForAThreadThatSleeps(BlockingQueue<Integer> queue) {
        Judged.holds(
                a ->
                        a.undisturbed()
                                .run(
                                        () -> {
                                            Thread sleeper =
                                                    Thread.startVirtualThread(
                                                            VirtualTimeTest::sleepsAnHour);
                                            long begun = System.nanoTime();
                                            queue.poll(1, TimeUnit.MICROSECONDS);
                                            assertThat(System.nanoTime() - begun).isEqualTo(1_000);
                                            sleeper.interrupt();
                                            sleeper.join();
                                        }));
    }

    static Stream<BlockingQueue<Integer>> theShortestWaitIsNoLongerForAThreadThatSleeps() {
        return Stream.of(
                new LinkedTransferQueue<>(), new SynchronousQueue<>(), new ArrayBlockingQueue<>(1));
    }

    private static void sleepsAnHour() {
        try {
            Thread.sleep(HOUR);
        } catch (InterruptedException e) {
            // the other thread has its answer
        }
    }
}
