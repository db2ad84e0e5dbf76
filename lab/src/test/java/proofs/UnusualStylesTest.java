package proofs;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;

/**
 * Right answers to one question, each in a style that few people write. The question: wait until a
 * helper has worked out 42, leave no thread behind, and pass every cancellation on. All must pass.
 */
@Timeout(60)
class UnusualStylesTest {
    private static int work() throws InterruptedException {
        Thread.sleep(5);
        return 42;
    }

    /** Ends what it started, however long that takes, and then passes the interrupt on. */
    private static void end(Thread thread) {
        thread.interrupt();
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

    private interface Interruptible {
        void run() throws InterruptedException;
    }

    /** A helper whose own cancellation needs no further words. */
    private static Thread helper(Interruptible task) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static int methodReference() throws Exception {
        Callable<Integer> task = UnusualStylesTest::work;
        return task.call();
    }

    private static final class Slot {
        private int value;

        synchronized void put(int value) {
            this.value = value;
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            while (value == 0) {
                wait();
            }
            return value;
        }
    }

    private static int waitAndNotify() throws InterruptedException {
        Slot slot = new Slot();
        Thread helper = helper(() -> slot.put(work()));
        try {
            return slot.take();
        } finally {
            end(helper);
        }
    }

    private static int fixedPool() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            var answer = pool.submit(UnusualStylesTest::work);
            try {
                return answer.get();
            } finally {
                answer.cancel(true);
            }
        }
    }

    private static int supplyAsync() throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return work();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                    throw new CancellationException();
                                }
                            },
                            pool);
            try {
                return answer.thenApply(n -> n + 1).thenCompose(n -> minusOne(n)).get();
            } catch (InterruptedException e) {
                pool.shutdownNow();
                throw e;
            }
        }
    }

    private static CompletableFuture<Integer> minusOne(int n) {
        return CompletableFuture.completedFuture(n - 1);
    }

    private static int orTimeout() throws Exception {
        try {
            return new CompletableFuture<Integer>().orTimeout(1, TimeUnit.HOURS).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return 42;
            }
            throw e;
        }
    }

    private static final class Worker extends Thread {
        private int result;

        @Override
        public void run() {
            try {
                result = work();
            } catch (InterruptedException e) {
                interrupt();
            }
        }
    }

    private static int subclassOfThread() throws InterruptedException {
        Worker worker = new Worker();
        worker.start();
        try {
            worker.join();
            return worker.result;
        } finally {
            end(worker);
        }
    }

    private static final class Sum implements Joiner<Integer, Integer> {
        private final AtomicInteger sum = new AtomicInteger();

        @Override
        public boolean onComplete(Subtask<? extends Integer> subtask) {
            if (subtask.state() == Subtask.State.SUCCESS) {
                sum.addAndGet(subtask.get());
            }
            return false;
        }

        @Override
        public Integer result() {
            return sum.get();
        }
    }

    private static int customJoiner() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(new Sum())) {
            scope.fork(UnusualStylesTest::work);
            scope.fork(() -> 0);
            return scope.join();
        }
    }

    private static int semaphoreAsMutex() throws InterruptedException {
        Semaphore mutex = new Semaphore(1);
        int[] value = new int[1];
        Thread helper =
                helper(
                        () -> {
                            mutex.acquire();
                            try {
                                value[0] = work();
                            } finally {
                                mutex.release();
                            }
                        });
        try {
            for (; ; ) {
                mutex.acquire();
                try {
                    if (value[0] != 0) {
                        return value[0];
                    }
                } finally {
                    mutex.release();
                }
                Thread.sleep(1);
            }
        } finally {
            end(helper);
        }
    }

    private static int exchanger() throws InterruptedException {
        Exchanger<Integer> exchanger = new Exchanger<>();
        Thread helper = helper(() -> exchanger.exchange(work()));
        try {
            return exchanger.exchange(0);
        } finally {
            end(helper);
        }
    }

    private static int phaser() throws InterruptedException {
        Phaser phaser = new Phaser(2);
        AtomicInteger value = new AtomicInteger();
        Thread helper =
                helper(
                        () -> {
                            value.set(work());
                            phaser.arriveAndDeregister();
                        });
        try {
            phaser.awaitAdvanceInterruptibly(phaser.arrive());
            return value.get();
        } finally {
            end(helper);
        }
    }

    private static int transferQueue() throws InterruptedException {
        LinkedTransferQueue<Integer> queue = new LinkedTransferQueue<>();
        Thread helper = helper(() -> queue.transfer(work()));
        try {
            return queue.take();
        } finally {
            end(helper);
        }
    }

    private static int condition() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition there = lock.newCondition();
        int[] value = new int[1];
        Thread helper =
                helper(
                        () -> {
                            int result = work();
                            lock.lock();
                            try {
                                value[0] = result;
                                there.signal();
                            } finally {
                                lock.unlock();
                            }
                        });
        try {
            lock.lockInterruptibly();
            try {
                while (value[0] == 0) {
                    there.await();
                }
                return value[0];
            } finally {
                lock.unlock();
            }
        } finally {
            end(helper);
        }
    }

    private static int stampedLock() throws InterruptedException {
        StampedLock lock = new StampedLock();
        int[] value = new int[1];
        CountDownLatch done = new CountDownLatch(1);
        Thread helper =
                helper(
                        () -> {
                            int result = work();
                            long stamp = lock.writeLockInterruptibly();
                            try {
                                value[0] = result;
                            } finally {
                                lock.unlockWrite(stamp);
                            }
                            done.countDown();
                        });
        try {
            done.await();
            long stamp = lock.readLockInterruptibly();
            try {
                return value[0];
            } finally {
                lock.unlockRead(stamp);
            }
        } finally {
            end(helper);
        }
    }

    private static final class Gate {
        private static final VarHandle OPEN;

        static {
            try {
                OPEN = MethodHandles.lookup().findVarHandle(Gate.class, "open", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @SuppressWarnings("unused") // by its handle
        private boolean open;

        private int value;

        void open(int result, Thread waiter) {
            value = result;
            OPEN.setRelease(this, true);
            LockSupport.unpark(waiter);
        }

        int await() throws InterruptedException {
            while (!(boolean) OPEN.getAcquire(this)) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return value;
        }
    }

    private static int varHandle() throws InterruptedException {
        Gate gate = new Gate();
        Thread waiter = Thread.currentThread();
        Thread helper = helper(() -> gate.open(work(), waiter));
        try {
            return gate.await();
        } finally {
            end(helper);
        }
    }

    private static int recursion(int n) throws InterruptedException {
        if (n == 42) {
            return n;
        }
        if (n % 10 == 0) {
            Thread.sleep(1);
        }
        return recursion(n + 1);
    }

    /** Carries an interruption through code that may not throw one. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        Carried(InterruptedException cause) {
            super(cause);
        }

        @Override
        public synchronized InterruptedException getCause() {
            return (InterruptedException) super.getCause();
        }
    }

    private static int streamWithPeek() throws InterruptedException {
        try {
            return Stream.of(20, 22)
                    .peek(
                            n -> {
                                try {
                                    work();
                                } catch (InterruptedException e) {
                                    throw new Carried(e);
                                }
                            })
                    .mapToInt(Integer::intValue)
                    .sum();
        } catch (Carried e) {
            throw e.getCause();
        }
    }

    private interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    private static int resourceOfALambda() throws InterruptedException {
        Semaphore leases = new Semaphore(1);
        leases.acquire();
        try (Lease lease = leases::release) {
            return work();
        }
    }

    private static int nestedExecutors() throws Exception {
        try (ExecutorService outer = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    outer.submit(
                            () -> {
                                try (ExecutorService inner = Executors.newSingleThreadExecutor()) {
                                    var result = inner.submit(UnusualStylesTest::work);
                                    try {
                                        return result.get();
                                    } finally {
                                        result.cancel(true);
                                    }
                                }
                            });
            try {
                return answer.get();
            } finally {
                answer.cancel(true);
            }
        }
    }

    private static int threadPerItem() throws InterruptedException {
        AtomicInteger sum = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int item : new int[] {20, 21, 1}) {
                threads.add(
                        helper(
                                () -> {
                                    Thread.sleep(item);
                                    sum.addAndGet(item);
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return sum.get();
        } finally {
            threads.forEach(Thread::interrupt);
            threads.forEach(UnusualStylesTest::end);
        }
    }

    private static int handshakes() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger answer = new AtomicInteger();
        Thread helper =
                helper(
                        () -> {
                            asked.await();
                            answer.set(work());
                            answered.countDown();
                        });
        try {
            asked.countDown();
            answered.await();
            return answer.get();
        } finally {
            end(helper);
        }
    }

    private static int futureTask() throws Exception {
        FutureTask<Integer> task = new FutureTask<>(UnusualStylesTest::work);
        Thread helper = Thread.ofVirtual().name("helper").start(task);
        try {
            return task.get();
        } finally {
            task.cancel(true);
            end(helper);
        }
    }

    private static int barrier() throws Exception {
        int[] value = new int[1];
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread helper =
                helper(
                        () -> {
                            value[0] = work();
                            try {
                                barrier.await();
                            } catch (java.util.concurrent.BrokenBarrierException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            barrier.await();
            return value[0];
        } finally {
            end(helper);
        }
    }

    private static int synchronousQueue() throws InterruptedException {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>(true);
        Thread helper = helper(() -> queue.put(work()));
        try {
            Integer taken;
            do {
                taken = queue.poll(2, TimeUnit.MILLISECONDS);
            } while (taken == null);
            return taken;
        } finally {
            end(helper);
        }
    }

    private static int firstOfTwo() throws Exception {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            return pool.invokeAny(
                    List.of(
                            UnusualStylesTest::work,
                            () -> {
                                Thread.sleep(Duration.ofDays(1));
                                return 0;
                            }));
        }
    }

    private static int scheduled() throws Exception {
        try (var timer = Executors.newScheduledThreadPool(1)) {
            var answer = timer.schedule(() -> 42, 1, TimeUnit.MINUTES);
            try {
                return answer.get();
            } finally {
                answer.cancel(true);
            }
        }
    }

    private static Arguments style(String name, Callable<Integer> answer) {
        return argumentSet(name, answer);
    }

    static Stream<Arguments> styles() {
        return Stream.of(
                style("a method reference", UnusualStylesTest::methodReference),
                style("synchronized, wait and notifyAll", UnusualStylesTest::waitAndNotify),
                style("a fixed pool", UnusualStylesTest::fixedPool),
                style("supplyAsync on an executor of its own", UnusualStylesTest::supplyAsync),
                style("orTimeout", UnusualStylesTest::orTimeout),
                style("a subclass of Thread", UnusualStylesTest::subclassOfThread),
                style("a scope with a joiner of its own", UnusualStylesTest::customJoiner),
                style("a semaphore as a mutex", UnusualStylesTest::semaphoreAsMutex),
                style("an exchanger", UnusualStylesTest::exchanger),
                style("a phaser", UnusualStylesTest::phaser),
                style("a transfer queue", UnusualStylesTest::transferQueue),
                style("a condition", UnusualStylesTest::condition),
                style("a stamped lock", UnusualStylesTest::stampedLock),
                style("a latch of a VarHandle", UnusualStylesTest::varHandle),
                style("recursion", () -> recursion(0)),
                style("a stream with peek", UnusualStylesTest::streamWithPeek),
                style("a resource that is a lambda", UnusualStylesTest::resourceOfALambda),
                style("nested executors", UnusualStylesTest::nestedExecutors),
                style("a virtual thread per item", UnusualStylesTest::threadPerItem),
                style("handshakes of latches", UnusualStylesTest::handshakes),
                style("a FutureTask on a thread", UnusualStylesTest::futureTask),
                style("a barrier", UnusualStylesTest::barrier),
                style("a synchronous queue that is polled", UnusualStylesTest::synchronousQueue),
                style("invokeAny", UnusualStylesTest::firstOfTwo),
                style("a scheduled task", UnusualStylesTest::scheduled));
    }

    private static void isRight(Attempt attempt, Callable<Integer> answer) {
        var outcome = attempt.atLeastOnePoint().call(answer);
        if (!outcome.cancelled() && outcome.value() != 42) {
            throw new AssertionError("undisturbed it says " + outcome.value());
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void holdsAtEveryPoint(Callable<Integer> answer) {
        Judged.holds((Attempt attempt) -> isRight(attempt, answer));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void holdsAtEveryPairOfPoints(Callable<Integer> answer) {
        Judged.holds((Attempt attempt) -> isRight(attempt.inPairs(), answer));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void holdsInEveryOrder(Callable<Integer> answer) {
        Judged.holds(
                (Attempt attempt) -> isRight(attempt.undisturbed().allInterleavings(), answer));
    }
}
