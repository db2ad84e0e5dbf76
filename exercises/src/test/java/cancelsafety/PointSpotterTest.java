package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.CanBeCancelled;
import cancelsafe.given.probe.InterruptProbe;
import cancelsafe.given.probe.InterruptProbe.Call;
import cancelsafe.given.probe.InterruptProbe.Prepared;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import predictions.Predictions;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Compares the table with what each call does on this JDK, ready and waiting. */
class PointSpotterTest {
    @TempDir Path folder;

    private final Predictions<CanBeCancelled> predictions =
            Predictions.read(
                    "When does an interrupt end the call?",
                    CanBeCancelled.TODO,
                    () -> new PointSpotter()::table);

    private void compare(String call, InterruptProbe probe) throws Exception {
        predictions.compare(call, probe.measure());
    }

    /** The call finds everything ready. */
    private static Prepared ready(Call call) {
        return new Prepared(call, () -> {});
    }

    /** The call has to wait, until the release at the latest. */
    private static Prepared waiting(Call call, Call release) {
        return new Prepared(call, release);
    }

    @Test
    void threadRowsMatchTheJdk() throws Exception {
        compare(
                "Thread.sleep",
                InterruptProbe.of(
                        () -> ready(() -> Thread.sleep(Duration.ZERO)),
                        () -> waiting(() -> Thread.sleep(Duration.ofDays(1)), () -> {})));
        compare(
                "Thread.join",
                InterruptProbe.of(
                        () -> {
                            Thread ended = Thread.ofVirtual().start(() -> {});
                            ended.join();
                            return ready(ended::join);
                        },
                        () -> {
                            var end = new CompletableFuture<Void>();
                            Thread alive = Thread.ofVirtual().start(end::join);
                            return waiting(alive::join, () -> end.complete(null));
                        }));
        compare("Thread.yield", InterruptProbe.neverWaits(() -> ready(Thread::yield)));
        predictions.judge();
    }

    @Test
    void monitorAndLockRowsMatchTheJdk() throws Exception {
        compare("synchronized", InterruptProbe.of(this::freeMonitor, this::heldMonitor));
        compareLock("ReentrantLock.lock", lock -> lock.lock());
        compareLock("ReentrantLock.lockInterruptibly", ReentrantLock::lockInterruptibly);
        compareLock("ReentrantLock.tryLock(timeout)", lock -> lock.tryLock(1, TimeUnit.DAYS));
        compare(
                "ReentrantLock.tryLock()",
                InterruptProbe.neverWaits(() -> ready(() -> new ReentrantLock().tryLock())));
        predictions.judge();
    }

    private Prepared freeMonitor() {
        Object monitor = new Object();
        return ready(() -> enter(monitor));
    }

    private Prepared heldMonitor() throws InterruptedException {
        Object monitor = new Object();
        var entered = new CountDownLatch(1);
        var leave = new CompletableFuture<Void>();
        Thread holder =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    synchronized (monitor) {
                                        entered.countDown();
                                        leave.join();
                                    }
                                });
        entered.await();
        return waiting(
                () -> enter(monitor),
                () -> {
                    leave.complete(null);
                    holder.join();
                });
    }

    private static void enter(Object monitor) {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    private interface LockCall {
        void make(ReentrantLock lock) throws InterruptedException;
    }

    private void compareLock(String name, LockCall call) throws Exception {
        compare(
                name,
                InterruptProbe.of(
                        () -> {
                            var free = new ReentrantLock();
                            return ready(() -> call.make(free));
                        },
                        () -> {
                            var held = new ReentrantLock();
                            held.lock();
                            return waiting(() -> call.make(held), held::unlock);
                        }));
    }

    @Test
    void synchronizerRowsMatchTheJdk() throws Exception {
        compareSemaphore("Semaphore.acquire", Semaphore::acquire);
        compareSemaphore("Semaphore.acquireUninterruptibly", Semaphore::acquireUninterruptibly);
        compare(
                "CountDownLatch.await",
                InterruptProbe.of(
                        () -> ready(new CountDownLatch(0)::await),
                        () -> {
                            var closed = new CountDownLatch(1);
                            return waiting(closed::await, closed::countDown);
                        }));
        compare(
                "Phaser.arriveAndAwaitAdvance",
                InterruptProbe.of(
                        () -> ready(new Phaser(1)::arriveAndAwaitAdvance),
                        () -> {
                            var two = new Phaser(2);
                            return waiting(two::arriveAndAwaitAdvance, two::arrive);
                        }));
        predictions.judge();
    }

    private interface SemaphoreCall {
        void make(Semaphore semaphore) throws InterruptedException;
    }

    private void compareSemaphore(String name, SemaphoreCall call) throws Exception {
        compare(
                name,
                InterruptProbe.of(
                        () -> {
                            var free = new Semaphore(1);
                            return ready(() -> call.make(free));
                        },
                        () -> {
                            var none = new Semaphore(0);
                            return waiting(() -> call.make(none), none::release);
                        }));
    }

    @Test
    void queueRowsMatchTheJdk() throws Exception {
        compare(
                "ArrayBlockingQueue.put",
                InterruptProbe.of(
                        () -> {
                            var empty = new ArrayBlockingQueue<Integer>(1);
                            return ready(() -> empty.put(1));
                        },
                        () -> {
                            var full = new ArrayBlockingQueue<Integer>(1, false, List.of(1));
                            return waiting(() -> full.put(2), full::poll);
                        }));
        compare(
                "ArrayBlockingQueue.offer",
                InterruptProbe.neverWaits(
                        () -> ready(() -> new ArrayBlockingQueue<Integer>(1).offer(1))));
        compareTake(
                "ArrayBlockingQueue.take",
                new ArrayBlockingQueue<>(2),
                new ArrayBlockingQueue<>(2));
        compareTake(
                "LinkedBlockingDeque.take",
                new LinkedBlockingDeque<>(),
                new LinkedBlockingDeque<>());
        predictions.judge();
    }

    private void compareTake(
            String name, BlockingQueue<Integer> filled, BlockingQueue<Integer> empty)
            throws Exception {
        compare(
                name,
                InterruptProbe.of(
                        () -> {
                            filled.add(1);
                            return ready(filled::take);
                        },
                        () -> waiting(empty::take, () -> empty.add(1))));
    }

    @Test
    void futureAndExecutorRowsMatchTheJdk() throws Exception {
        compareFuture("CompletableFuture.get", CompletableFuture::get);
        compareFuture("CompletableFuture.join", CompletableFuture::join);
        compareExecutor("ExecutorService.close", ExecutorService::close);
        compareExecutor(
                "ExecutorService.awaitTermination",
                executor -> {
                    executor.shutdown();
                    executor.awaitTermination(1, TimeUnit.DAYS);
                });
        predictions.judge();
    }

    private interface FutureCall {
        void make(CompletableFuture<Integer> future) throws Exception;
    }

    private void compareFuture(String name, FutureCall call) throws Exception {
        compare(
                name,
                InterruptProbe.of(
                        () -> ready(() -> call.make(CompletableFuture.completedFuture(1))),
                        () -> {
                            var open = new CompletableFuture<Integer>();
                            return waiting(() -> call.make(open), () -> open.complete(1));
                        }));
    }

    private interface ExecutorCall {
        void make(ExecutorService executor) throws InterruptedException;
    }

    private void compareExecutor(String name, ExecutorCall call) throws Exception {
        compare(
                name,
                InterruptProbe.of(
                        () -> {
                            ExecutorService idle = Executors.newVirtualThreadPerTaskExecutor();
                            idle.close();
                            return ready(() -> call.make(idle));
                        },
                        () -> {
                            ExecutorService busy = Executors.newVirtualThreadPerTaskExecutor();
                            var end = new CompletableFuture<Void>();
                            busy.execute(end::join);
                            return waiting(
                                    () -> call.make(busy),
                                    () -> {
                                        end.complete(null);
                                        busy.close();
                                    });
                        }));
    }

    @Test
    void fileAndPipeRowsMatchTheJdk() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text\n");
        compare(
                "FileChannel.write",
                InterruptProbe.neverWaits(
                        () -> {
                            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                            return waiting(
                                    () -> channel.write(ByteBuffer.wrap(new byte[1])),
                                    channel::close);
                        }));
        compare(
                "Files.writeString",
                InterruptProbe.neverWaits(
                        () -> ready(() -> Files.writeString(folder.resolve("other"), "text"))));
        compare("Files.lines", InterruptProbe.neverWaits(() -> ready(() -> countLines(file))));
        compare(
                "PipedInputStream.read",
                InterruptProbe.of(
                        () -> {
                            var out = new PipedOutputStream();
                            var in = new PipedInputStream(out);
                            out.write(1);
                            return ready(in::read);
                        },
                        () -> {
                            var out = new PipedOutputStream();
                            var in = new PipedInputStream(out);
                            return waiting(in::read, out::close);
                        }));
        predictions.judge();
    }

    private static void countLines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            assertThat(lines.count()).isEqualTo(1);
        }
    }
}
