package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * A body does the same with the lab as without it. The bodies are put together by chance, from
 * blocks whose common result depends on no order of the threads; a seed says which.
 */
@Timeout(120)
class PropertiesTest {
    private static final int BODIES = 300;
    private static final int SMALL_BODIES = 30;

    /** What the threads of one body share. */
    private static final class Shared {
        final ReentrantLock lock = new ReentrantLock(true);
        final Object monitor = new Object();
        final Semaphore permits = new Semaphore(2);
        final AtomicInteger atomic = new AtomicInteger();
        final ConcurrentMap<Integer, Integer> tally = new ConcurrentHashMap<>();
        final CountDownLatch[] done;
        final List<BlockingQueue<Integer>> queues = new ArrayList<>();
        int underLock;
        long underMonitor;
        volatile boolean isSet;

        Shared(int threads) {
            done = new CountDownLatch[threads];
            Arrays.setAll(done, i -> new CountDownLatch(1));
            for (int i = 0; i < threads; i++) {
                queues.add(new LinkedBlockingQueue<>());
            }
        }
    }

    /** One thread of a body, and what it knows alone. */
    private static final class Worker {
        private final int number;
        private final Shared shared;
        private final int[] cells = new int[4];
        private long sum = 1;

        Worker(int number, Shared shared) {
            this.number = number;
            this.shared = shared;
        }

        private void mix(long value) {
            sum = sum * 31 + value;
        }

        private void locked(int n) {
            shared.lock.lock();
            try {
                shared.underLock += n;
            } finally {
                shared.lock.unlock();
            }
        }

        private void underMonitor(int n) {
            synchronized (shared.monitor) {
                shared.underMonitor ^= 1L << n;
                shared.monitor.notifyAll();
            }
        }

        private synchronized int synchronizedMethod(int n) {
            return n <= 0 ? 0 : n + synchronizedMethod(n - 1);
        }

        private void permit(int n) throws InterruptedException {
            shared.permits.acquire();
            try {
                shared.atomic.addAndGet(n);
            } finally {
                shared.permits.release();
            }
        }

        private void cells(int n) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] += n * (i + 1);
            }
            double half = cells[n % 4] / 2.0;
            mix((long) half);
        }

        private void exception(int n) {
            try {
                mix(n / (n % 3));
            } catch (ArithmeticException e) {
                mix(-1);
            } finally {
                mix(7);
            }
        }

        private void afterTheOneBefore() throws InterruptedException {
            if (number > 0) {
                shared.done[number - 1].await();
                mix(shared.isSet ? 3 : 5);
            }
        }

        /** Only the thread before puts into this queue, and it does so in any case. */
        private void take() throws InterruptedException {
            if (number > 0) {
                mix(shared.queues.get(number).take());
            }
        }

        private void timedOut() throws InterruptedException {
            mix(new Semaphore(0).tryAcquire(1, TimeUnit.MILLISECONDS) ? 1 : 2);
        }

        private void stream(int n) {
            mix(IntStream.rangeClosed(1, n).map(Math::negateExact).peek(this::mix).sum());
        }

        private void task(int n) throws Exception {
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    int of = i;
                    answers.add(pool.submit(() -> of + n));
                }
                for (Future<Integer> answer : answers) {
                    mix(answer.get());
                }
            }
        }

        private void poll(int n) {
            mix(Thread.currentThread().isInterrupted() ? 1 : n);
            Thread.currentThread().interrupt();
            mix(Thread.interrupted() ? 2 : 3);
        }

        void block(int kind, int n) throws Exception {
            switch (kind) {
                case 0 -> locked(n);
                case 1 -> underMonitor(n);
                case 2 -> mix(synchronizedMethod(n));
                case 3 -> permit(n);
                case 4 -> cells(n);
                case 5 -> exception(n);
                case 6 -> shared.tally.merge(n, 1, Integer::sum);
                case 7 -> Thread.sleep(0, n);
                case 8 -> timedOut();
                case 9 -> stream(n);
                case 10 -> task(n);
                case 11 -> poll(n);
                case 12 -> Thread.onSpinWait();
                default -> shared.atomic.incrementAndGet();
            }
        }

        private static final int KINDS = 14;

        long run(int[] blocks) throws Exception {
            if (number + 1 < shared.queues.size()) {
                shared.queues.get(number + 1).put(blocks.length);
            }
            shared.isSet = true;
            for (int i = 0; i < blocks.length; i++) {
                block(blocks[i] % KINDS, blocks[i] / KINDS % 10);
                if (i == blocks.length / 2) {
                    take();
                }
            }
            afterTheOneBefore();
            shared.done[number].countDown();
            return sum;
        }
    }

    /** The blocks of each thread. */
    private static int[][] blocks(long seed, int threads, int length) {
        Random random = new Random(seed);
        int[][] blocks = new int[threads][];
        Arrays.setAll(
                blocks,
                t ->
                        IntStream.range(0, 1 + random.nextInt(length))
                                .map(i -> random.nextInt(10_000))
                                .toArray());
        return blocks;
    }

    /** Everything that the threads have worked out. */
    private static String result(int[][] blocks) throws InterruptedException {
        Shared shared = new Shared(blocks.length);
        long[] sums = new long[blocks.length];
        Throwable[] thrown = new Throwable[blocks.length];
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < blocks.length; t++) {
            int number = t;
            Worker worker = new Worker(t, shared);
            Runnable task =
                    () -> {
                        try {
                            sums[number] = worker.run(blocks[number]);
                        } catch (Exception e) {
                            thrown[number] = e;
                        }
                    };
            threads.add(t % 2 == 0 ? Thread.startVirtualThread(task) : started(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Map<Integer, Integer> tally = new TreeMap<>(shared.tally);
        return "%s %s %d %d %d %s"
                .formatted(
                        Arrays.toString(sums),
                        Arrays.toString(thrown),
                        shared.underLock,
                        shared.underMonitor,
                        shared.atomic.get(),
                        tally);
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    static IntStream seeds() {
        return IntStream.range(0, BODIES);
    }

    static IntStream seedsOfSmallBodies() {
        return IntStream.range(0, SMALL_BODIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLabChangesNoResult(int seed) throws InterruptedException {
        int[][] blocks = blocks(seed, 1 + seed % 4, 12);
        String plainly = result(blocks);
        Judged.holds(
                (Attempt attempt) -> {
                    var outcome = attempt.undisturbed().call(() -> result(blocks));
                    assertThat(outcome.value()).isEqualTo(plainly);
                });
    }

    @ParameterizedTest
    @MethodSource("seedsOfSmallBodies")
    void noOrderOfTheThreadsChangesAResult(int seed) throws InterruptedException {
        int[][] blocks = blocks(seed, 2, 4);
        String plainly = result(blocks);
        Judged.holds(
                (Attempt attempt) -> {
                    var outcome =
                            attempt.undisturbed().allInterleavings().call(() -> result(blocks));
                    assertThat(outcome.value()).isEqualTo(plainly);
                });
    }
}
