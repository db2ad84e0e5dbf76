package proofs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.Resource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;

/**
 * Small bodies as people write them, the right way and the wrong way of each, over all that the lab
 * judges but orders. In a wrong one the line that the failure must name says {@code guilty} and the
 * name of the body. Where a body follows a published report, the report is named.
 */
final class CorpusOfBodies {
    private CorpusOfBodies() {}

    /** A test of one body. */
    interface Test {
        /**
         * Says what must hold, and runs the body.
         *
         * @param folder empty, and of this attempt alone
         */
        void of(Attempt attempt, Path folder) throws IOException;
    }

    /**
     * One of the bodies.
     *
     * @param mode what the lab does to it
     * @param name what it is, in words; no other has it
     * @param right whether it must pass
     */
    record Example(String mode, String name, boolean right, Test test) {}

    private interface InMemory {
        void of(Attempt attempt);
    }

    private static List<Example> pair(
            String mode, String right, Test passes, String wrong, Test fails) {
        return List.of(
                new Example(mode, right, true, passes), new Example(mode, wrong, false, fails));
    }

    private static List<Example> pairInMemory(
            String mode, String right, InMemory passes, String wrong, InMemory fails) {
        return pair(
                mode,
                right,
                (attempt, folder) -> passes.of(attempt),
                wrong,
                (attempt, folder) -> fails.of(attempt));
    }

    private static List<Example> inMemory(String mode, String name, boolean right, InMemory test) {
        return List.of(new Example(mode, name, right, (attempt, folder) -> test.of(attempt)));
    }

    private static void keepsFlag() {
        Thread.currentThread().interrupt();
    }

    // ---- the signal

    // HikariCP issue 791, spring-retry issue 386: the back-off forgets the interrupt
    private static void backOffKeeps(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void backOffForgets(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(10); // guilty: back-off that forgets
                    } catch (InterruptedException e) {
                        // nobody is told
                    }
                });
    }

    private static void wrapsAndSetsFlag(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("back-off interrupted", e);
                    }
                });
    }

    private static void wraps(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(10); // guilty: wrapper without the flag
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("back-off interrupted", e);
                    }
                });
    }

    private static void looks(Attempt attempt) {
        attempt.run(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        if (Thread.currentThread().isInterrupted()) {
                            return;
                        }
                    }
                });
    }

    private static void looksAndClears(Attempt attempt) {
        attempt.run(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        if (Thread.interrupted()) { // guilty: look that clears the flag
                            return;
                        }
                    }
                });
    }

    // resilience4j issue 626: an interrupt looks as if the bulkhead were full
    private static void bulkheadTells(Attempt attempt) {
        Semaphore permits = new Semaphore(0);
        attempt.run(
                () -> {
                    try {
                        permits.tryAcquire(5, MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void bulkheadIsFull(Attempt attempt) {
        Semaphore permits = new Semaphore(0);
        attempt.call(
                () -> {
                    try {
                        return permits.tryAcquire(5, MILLISECONDS); // guilty: full bulkhead
                    } catch (InterruptedException e) {
                        return false;
                    }
                });
    }

    // resilience4j issue 1856: a retry takes the interrupt for one more failure
    private static void retriesOnFailureOnly(Attempt attempt) {
        attempt.run(
                () -> {
                    for (int i = 0; i < 2; i++) {
                        try {
                            Thread.sleep(5);
                            return;
                        } catch (InterruptedException e) {
                            throw e;
                        } catch (Exception e) {
                            Thread.onSpinWait();
                        }
                    }
                });
    }

    private static void retriesOnAnything(Attempt attempt) {
        attempt.run(
                () -> {
                    for (int i = 0; i < 2; i++) {
                        try {
                            Thread.sleep(5); // guilty: retry of anything
                            return;
                        } catch (Exception e) {
                            Thread.onSpinWait();
                        }
                    }
                });
    }

    private static void handlerThrowsOn(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        e.addSuppressed(new IOException("connection is gone"));
                        throw e;
                    }
                });
    }

    private static void handlerThrowsOther(Attempt attempt) {
        attempt.run(
                () -> {
                    try {
                        Thread.sleep(5); // guilty: clean-up that hides the interrupt
                    } catch (InterruptedException e) {
                        throw new IOException("connection is gone");
                    }
                });
    }

    private static void namesItsCarrier(Attempt attempt) {
        attempt.cancelledBy(CancellationException.class)
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                throw new CancellationException("query cancelled");
                            }
                        });
    }

    private static void throwsAnotherCarrier(Attempt attempt) {
        attempt.cancelledBy(CancellationException.class)
                .run(
                        () -> {
                            try {
                                Thread.sleep(5); // guilty: carrier that was not agreed
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("query failed");
                            }
                        });
    }

    // ---- what must hold at every point

    // logback LOGBACK-1247: the flag is kept, the event is not
    private static void appendsInAnyCase(Attempt attempt) {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        attempt.invariant("both events are written", () -> events.size() == 2)
                .run(
                        () -> {
                            boolean interrupted = false;
                            for (String event : List.of("first", "second")) {
                                while (true) {
                                    try {
                                        events.put(event);
                                        break;
                                    } catch (InterruptedException e) {
                                        interrupted = true;
                                    }
                                }
                            }
                            if (interrupted) {
                                keepsFlag();
                            }
                        });
    }

    private static void appendsUnlessInterrupted(Attempt attempt) {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        attempt.invariant("both events are written", () -> events.size() == 2)
                .run(
                        () -> {
                            for (String event : List.of("first", "second")) {
                                try {
                                    events.put(event); // guilty: appender that drops an event
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    private static void transferWaitsFirst(Attempt attempt) {
        int[] accounts = {10, 0};
        attempt.invariant("no money is lost", () -> accounts[0] + accounts[1] == 10)
                .run(
                        () -> {
                            Thread.sleep(5);
                            accounts[0] -= 5;
                            accounts[1] += 5;
                        });
    }

    private static void transferWaitsBetween(Attempt attempt) {
        int[] accounts = {10, 0};
        attempt.invariant("no money is lost", () -> accounts[0] + accounts[1] == 10)
                .run(
                        () -> {
                            accounts[0] -= 5;
                            Thread.sleep(5); // guilty: transfer torn by a wait
                            accounts[1] += 5;
                        });
    }

    private static void movesAndGivesBack(Attempt attempt) {
        BlockingDeque<String> in = new LinkedBlockingDeque<>(List.of("job"));
        BlockingQueue<String> out = new LinkedBlockingQueue<>();
        attempt.invariant("the job is somewhere", () -> in.size() + out.size() == 1)
                .run(
                        () -> {
                            String job = in.take();
                            boolean moved = false;
                            try {
                                out.put(job);
                                moved = true;
                            } finally {
                                if (!moved) {
                                    in.addFirst(job);
                                }
                            }
                        });
    }

    private static void movesInTwoSteps(Attempt attempt) {
        BlockingDeque<String> in = new LinkedBlockingDeque<>(List.of("job"));
        BlockingQueue<String> out = new LinkedBlockingQueue<>();
        attempt.invariant("the job is somewhere", () -> in.size() + out.size() == 1)
                .run(
                        () -> {
                            String job = in.take();
                            out.put(job); // guilty: job lost between two queues
                        });
    }

    private static BlockingQueue<Character> typed() {
        return new LinkedBlockingQueue<>(List.of('a', 'b', 'c'));
    }

    private static void readsIntoField(Attempt attempt) {
        BlockingQueue<Character> source = typed();
        StringBuilder read = new StringBuilder();
        attempt.invariant("no letter is lost", () -> read.length() + source.size() == 3)
                .run(
                        () -> {
                            while (read.length() < 3) {
                                read.append(source.take().charValue());
                            }
                        });
    }

    private static void readsIntoLocal(Attempt attempt) {
        BlockingQueue<Character> source = typed();
        StringBuilder read = new StringBuilder();
        attempt.invariant("no letter is lost", () -> read.length() + source.size() == 3)
                .run(
                        () -> {
                            StringBuilder line = new StringBuilder();
                            while (line.length() < 3) {
                                line.append(source.take().charValue()); // guilty: line read halfway
                            }
                            read.append(line);
                        });
    }

    // commons-pool POOL-162: an interrupted waiter stays in the queue, and is handed the object
    private static void waiterLeavesQueue(Attempt attempt) {
        Deque<CountDownLatch> waiters = new ArrayDeque<>();
        attempt.invariant("nobody is in the queue", waiters::isEmpty)
                .run(
                        () -> {
                            CountDownLatch mine = new CountDownLatch(1);
                            waiters.add(mine);
                            try {
                                mine.await(5, MILLISECONDS);
                            } finally {
                                waiters.remove(mine);
                            }
                        });
    }

    private static void waiterStaysInQueue(Attempt attempt) {
        Deque<CountDownLatch> waiters = new ArrayDeque<>();
        attempt.invariant("nobody is in the queue", waiters::isEmpty)
                .run(
                        () -> {
                            CountDownLatch mine = new CountDownLatch(1);
                            waiters.add(mine);
                            mine.await(5, MILLISECONDS); // guilty: waiter that stays
                            waiters.remove(mine);
                        });
    }

    private static void flightFailsForAll(Attempt attempt) {
        CompletableFuture<String> flight = new CompletableFuture<>();
        attempt.invariant("whoever waits is told", flight::isDone)
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                                flight.complete("loaded");
                            } finally {
                                flight.cancel(false);
                            }
                        });
    }

    private static void flightIsForgotten(Attempt attempt) {
        CompletableFuture<String> flight = new CompletableFuture<>();
        attempt.invariant("whoever waits is told", flight::isDone)
                .run(
                        () -> {
                            Thread.sleep(5); // guilty: load that nobody finishes
                            flight.complete("loaded");
                        });
    }

    private static void deletesTempFile(Attempt attempt, Path folder) {
        Path temp = folder.resolve("temp");
        attempt.invariant("no temporary file is left", () -> !Files.exists(temp))
                .run(
                        () -> {
                            try {
                                Files.writeString(temp, "half");
                                Thread.sleep(5);
                            } finally {
                                Files.deleteIfExists(temp);
                            }
                        });
    }

    private static void leavesTempFile(Attempt attempt, Path folder) {
        Path temp = folder.resolve("temp");
        attempt.invariant("no temporary file is left", () -> !Files.exists(temp))
                .run(
                        () -> {
                            Files.writeString(temp, "half");
                            Thread.sleep(5); // guilty: temporary file that is left
                            Files.delete(temp);
                        });
    }

    // h2database issue 227, elasticsearch pull request 8494: one reader's interrupt closes all
    private static void writesWithoutChannel(Attempt attempt, Path folder) throws IOException {
        Path file = folder.resolve("shared");
        try (RandomAccessFile shared = new RandomAccessFile(file.toFile(), "rw")) {
            attempt.invariant("others can use the file", () -> shared.getChannel().isOpen())
                    .run(
                            () -> {
                                shared.write(65);
                                Thread.sleep(5);
                            });
        }
    }

    private static void writesThroughChannel(Attempt attempt, Path folder) throws IOException {
        Path file = folder.resolve("shared");
        try (FileChannel shared =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            attempt.invariant("others can use the file", shared::isOpen)
                    .run(
                            () -> {
                                shared.write(bytes("A")); // guilty: channel closed for all
                                Thread.sleep(5);
                            });
        }
    }

    private static void stopsAtOnce(Attempt attempt) {
        attempt.noPointAfter()
                .run(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                Thread.sleep(5);
                            }
                        });
    }

    private static void parksAndThrows(Attempt attempt) {
        attempt.noPointAfter()
                .run(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                LockSupport.parkNanos(5_000_000);
                                if (Thread.interrupted()) {
                                    throw new InterruptedException();
                                }
                            }
                        });
    }

    private static void parksOnAndOn(Attempt attempt) {
        attempt.noPointAfter()
                .run(
                        () -> {
                            boolean interrupted = false;
                            for (int i = 0; i < 3; i++) {
                                LockSupport.parkNanos(5_000_000); // guilty: park goes on
                                interrupted |= Thread.interrupted();
                            }
                            if (interrupted) {
                                throw new InterruptedException();
                            }
                        });
    }

    private static void sendsTheRest(Attempt attempt) {
        attempt.noPointAfter()
                .run(
                        () -> {
                            boolean interrupted = false;
                            for (int i = 0; i < 3; i++) {
                                try {
                                    Thread.sleep(5); // guilty: loop that goes on
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                }
                            }
                            if (interrupted) {
                                keepsFlag();
                            }
                        });
    }

    // ---- the end

    private static void consumerEnds(Attempt attempt) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (true) {
                                queue.take();
                            }
                        });
    }

    private static void consumerGoesOn(Attempt attempt) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (true) {
                                try {
                                    queue.take(); // guilty: consumer that cannot be stopped
                                } catch (InterruptedException e) {
                                    Thread.onSpinWait();
                                }
                            }
                        });
    }

    // HikariCP issue 2265: with the flag set again each later sleep returns at once
    private static void pollerLeaves(Attempt attempt) {
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                try {
                                    Thread.sleep(5);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    private static void pollerStorms(Attempt attempt) {
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (true) {
                                try {
                                    Thread.sleep(5); // guilty: poller that storms
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    private static void sumLooks(Attempt attempt) {
        long[] sum = new long[1];
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (sum[0] >= 0 && !Thread.currentThread().isInterrupted()) {
                                sum[0] = (sum[0] + 1) % 1_000;
                            }
                        });
    }

    private static void sumIsDeaf(Attempt attempt) {
        long[] sum = new long[1];
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            while (sum[0] >= 0) {
                                sum[0] = (sum[0] + 1) % 1_000; // guilty: sum that is deaf
                            }
                        });
    }

    private static void waitsInterruptibly(Attempt attempt) {
        Semaphore never = new Semaphore(0);
        attempt.mayWaitForever("it goes on until it is stopped")
                .mayHold("it is never had")
                .run(never::acquire);
    }

    private static void waitsUninterruptibly(Attempt attempt) {
        Semaphore never = new Semaphore(0);
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            never.acquireUninterruptibly(); // guilty: wait without a way out
                        });
    }

    private static void waitsAfterAPoint(Attempt attempt) {
        Semaphore never = new Semaphore(0);
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            Thread.sleep(5);
                            never.acquireUninterruptibly(); // guilty: late wait without a way out
                        });
    }

    private static void sleepsThenWaitsInterruptibly(Attempt attempt) {
        Semaphore never = new Semaphore(0);
        attempt.mayWaitForever("it goes on until it is stopped")
                .mayHold("it is never had")
                .run(
                        () -> {
                            Thread.sleep(5);
                            never.acquire();
                        });
    }

    private static void getsTheFuture(Attempt attempt) {
        CompletableFuture<String> never = new CompletableFuture<>();
        attempt.mayWaitForever("it goes on until it is stopped").run(never::get);
    }

    private static void joinsTheFuture(Attempt attempt) {
        CompletableFuture<String> never = new CompletableFuture<>();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            never.join(); // guilty: join that nobody can end
                        });
    }

    private static void awaitsSignal(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        Condition signalled = lock.newCondition();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            Thread.sleep(5);
                            lock.lock();
                            try {
                                signalled.await();
                            } finally {
                                lock.unlock();
                            }
                        });
    }

    private static void awaitsSignalUninterruptibly(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        Condition signalled = lock.newCondition();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            Thread.sleep(5);
                            lock.lock();
                            try {
                                signalled.awaitUninterruptibly(); // guilty: signal that never comes
                            } finally {
                                lock.unlock();
                            }
                        });
    }

    /** A thread that has the lock for good, until it is interrupted. */
    private static Thread holder(ReentrantLock lock, CountDownLatch has) {
        Runnable holding =
                () -> {
                    lock.lock();
                    try {
                        has.countDown();
                        Thread.sleep(Duration.ofDays(1_000));
                    } catch (InterruptedException e) {
                        keepsFlag();
                    } finally {
                        lock.unlock();
                    }
                };
        return Thread.ofVirtual().name("holder").start(holding);
    }

    private static void locksInterruptibly(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.mayWaitForever("it goes on until it is stopped")
                .run(
                        () -> {
                            CountDownLatch has = new CountDownLatch(1);
                            Thread holder = holder(lock, has);
                            try {
                                has.await();
                                lock.lockInterruptibly();
                                lock.unlock();
                            } finally {
                                holder.interrupt();
                                holder.join();
                            }
                        });
    }

    // the interrupt comes while take() has something to give, and put() meets it
    private static void stacksAndPutsBack(Attempt attempt) {
        BlockingDeque<String> in = new LinkedBlockingDeque<>(List.of("job"));
        BlockingDeque<String> out = new LinkedBlockingDeque<>();
        attempt.invariant("the job is somewhere", () -> in.size() + out.size() == 1)
                .run(
                        () -> {
                            String job = in.takeLast();
                            if (!out.offerFirst(job)) {
                                in.addLast(job);
                            }
                        });
    }

    private static void stacksInTwoSteps(Attempt attempt) {
        BlockingDeque<String> in = new LinkedBlockingDeque<>(List.of("job"));
        BlockingQueue<String> out = new LinkedBlockingQueue<>();
        attempt.invariant("the job is somewhere", () -> in.size() + out.size() == 1)
                .run(
                        () -> {
                            String job = in.takeLast();
                            try {
                                out.put(job); // guilty: job lost behind a stack
                            } finally {
                                Thread.onSpinWait();
                            }
                        });
    }

    private static void countsDownInAnyCase(Attempt attempt) {
        CountDownLatch ready = new CountDownLatch(1);
        Runnable task =
                () -> {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        keepsFlag();
                    } finally {
                        ready.countDown();
                    }
                };
        attempt.onThread("worker")
                .run(
                        () -> {
                            Thread.ofVirtual().name("worker").start(task);
                            ready.await();
                        });
    }

    private static void countsDownAtTheEnd(Attempt attempt) {
        CountDownLatch ready = new CountDownLatch(1);
        Runnable task =
                () -> {
                    try {
                        Thread.sleep(5);
                        ready.countDown();
                    } catch (InterruptedException e) {
                        keepsFlag();
                    }
                };
        attempt.onThread("worker")
                .run(
                        () -> {
                            Thread.sleep(1);
                            Thread.ofVirtual().name("worker").start(task);
                            ready.await(); // guilty: latch of a worker that was stopped
                        });
    }

    private static void rollsBackAtOnce(Attempt attempt) {
        boolean[] clean = {false};
        attempt.inPairs()
                .invariant("rolled back or done", () -> clean[0])
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                                Thread.sleep(6);
                            } catch (InterruptedException e) {
                                clean[0] = true;
                                throw e;
                            }
                            clean[0] = true;
                        });
    }

    private static void rollsBackSlowly(Attempt attempt) {
        boolean[] clean = {false};
        attempt.inPairs()
                .invariant("rolled back or done", () -> clean[0])
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                                Thread.sleep(6);
                            } catch (InterruptedException e) {
                                Thread.sleep(1); // guilty: roll-back that is cancelled
                                clean[0] = true;
                                throw e;
                            }
                            clean[0] = true;
                        });
    }

    private static void halvesInPoolOf(int threads, Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                                List<Future<Integer>> halves = new ArrayList<>();
                                for (int half = 0; half < 2; half++) {
                                    halves.add(pool.submit(() -> quarter(pool)));
                                }
                                for (Future<Integer> half : halves) {
                                    half.get();
                                }
                            }
                        });
    }

    private static int quarter(ExecutorService pool) throws Exception {
        return pool.submit(() -> 21).get(); // guilty: two that starve each other
    }

    // ---- resources

    private static void closesFile(Attempt attempt, Path folder) {
        attempt.run(
                () -> {
                    try (OutputStream out = Files.newOutputStream(folder.resolve("file"))) {
                        Thread.sleep(5);
                        out.write(65);
                    }
                });
    }

    private static void leavesFileOpen(Attempt attempt, Path folder) {
        attempt.run(
                () -> {
                    Path file = folder.resolve("file");
                    OutputStream out = Files.newOutputStream(file); // guilty: file left open
                    Thread.sleep(5);
                    out.write(65);
                    out.close();
                });
    }

    private static void closesFolder(Attempt attempt, Path folder) {
        attempt.run(
                () -> {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                        Thread.sleep(5);
                        files.iterator();
                    }
                });
    }

    private static void leavesFolderOpen(Attempt attempt, Path folder) {
        attempt.run(
                () -> {
                    DirectoryStream<Path> files =
                            Files.newDirectoryStream(folder); // guilty: folder left open
                    Thread.sleep(5);
                    files.close();
                });
    }

    // HttpClient pull request 394: the lease is given out, and whoever asked is gone
    private static void leaseGivenBack(Attempt attempt) {
        Object lease = new Object();
        attempt.run(
                () -> {
                    Resource.opened(lease);
                    try {
                        Thread.sleep(5);
                    } finally {
                        Resource.closed(lease);
                    }
                });
    }

    private static void leaseLost(Attempt attempt) {
        Object lease = new Object();
        attempt.run(
                () -> {
                    Resource.opened(lease); // guilty: lease that is lost
                    Thread.sleep(5);
                    Resource.closed(lease);
                });
    }

    // ---- locks and permits

    private static void unlocks(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.run(
                () -> {
                    lock.lock();
                    try {
                        Thread.sleep(5);
                    } finally {
                        lock.unlock();
                    }
                });
    }

    private static void staysLocked(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.run(
                () -> {
                    lock.lock(); // guilty: lock that stays locked
                    Thread.sleep(5);
                    lock.unlock();
                });
    }

    private static void unlocksRead(Attempt attempt) {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        attempt.run(
                () -> {
                    lock.readLock().lock();
                    try {
                        Thread.sleep(5);
                    } finally {
                        lock.readLock().unlock();
                    }
                });
    }

    private static void staysLockedForReading(Attempt attempt) {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        attempt.run(
                () -> {
                    lock.readLock().lock(); // guilty: read lock that stays locked
                    Thread.sleep(5);
                    lock.readLock().unlock();
                });
    }

    private static void givesPermitBack(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        attempt.run(
                () -> {
                    permits.acquire();
                    try {
                        Thread.sleep(5);
                    } finally {
                        permits.release();
                    }
                });
    }

    // the permits count the threads that have ended; whether one ended first is open
    private static void permitsCountEnds(Attempt attempt) {
        attempt.undisturbed()
                .allInterleavings()
                .run(
                        () -> {
                            Semaphore ended = new Semaphore(0);
                            Thread first = Thread.ofVirtual().start(ended::release);
                            Thread second = Thread.ofVirtual().start(ended::release);
                            ended.acquire(2);
                            first.join();
                            second.join();
                        });
    }

    // a pool that is filled by the body itself
    private static void filledPoolLosesPermit(Attempt attempt) {
        attempt.run(
                () -> {
                    Semaphore pool = new Semaphore(0);
                    pool.release(2);
                    pool.acquire(); // guilty: permit of a filled pool kept
                    Thread.sleep(5);
                    pool.release();
                });
    }

    private static void keepsPermit(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        attempt.run(
                () -> {
                    permits.acquire(); // guilty: permit that is kept
                    Thread.sleep(5);
                    permits.release();
                });
    }

    private static void acquiresBeforeTry(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        attempt.invariant("there is one permit", () -> permits.availablePermits() == 1)
                .run(
                        () -> {
                            permits.acquire();
                            try {
                                Thread.onSpinWait();
                            } finally {
                                permits.release();
                            }
                        });
    }

    private static void acquiresInsideTry(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        attempt.invariant("there is one permit", () -> permits.availablePermits() == 1)
                .run(
                        () -> {
                            try {
                                permits.acquire(); // guilty: permit from nowhere
                            } finally {
                                permits.release();
                            }
                        });
    }

    private static void locksBeforeTry(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.run(
                () -> {
                    lock.lockInterruptibly();
                    try {
                        Thread.onSpinWait();
                    } finally {
                        lock.unlock();
                    }
                });
    }

    private static void locksInsideTry(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.run(
                () -> {
                    try {
                        lock.lockInterruptibly(); // guilty: unlock that hides the interrupt
                    } finally {
                        lock.unlock();
                    }
                });
    }

    // ---- threads

    private static void workerIsStopped(Attempt attempt) {
        attempt.run(
                () -> {
                    Thread worker = Thread.startVirtualThread(CorpusOfBodies::nap);
                    try {
                        worker.join();
                    } finally {
                        worker.interrupt();
                    }
                });
    }

    private static void nap() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void workerIsLeft(Attempt attempt) {
        attempt.run(
                () -> {
                    Runnable task =
                            () -> {
                                try {
                                    Thread.sleep(1_000); // guilty: worker that is left
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            };
                    Thread.startVirtualThread(task).join();
                });
    }

    private static void poolIsShutDown(Attempt attempt) {
        attempt.run(
                () -> {
                    ExecutorService pool = Executors.newFixedThreadPool(1);
                    try {
                        pool.submit(CorpusOfBodies::nap).get();
                    } finally {
                        pool.shutdownNow();
                    }
                });
    }

    private static void poolIsLeft(Attempt attempt) {
        attempt.run(
                () -> {
                    ExecutorService pool = Executors.newFixedThreadPool(1);
                    Runnable task =
                            () -> {
                                try {
                                    Thread.sleep(1_000); // guilty: pool that is left
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            };
                    pool.submit(task).get();
                    pool.shutdownNow();
                });
    }

    // resilience4j issue 905: to cancel a CompletableFuture interrupts nobody
    private static void cancelsTheTask(Attempt attempt) {
        attempt.run(
                () -> {
                    ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                    Future<?> task = pool.submit(CorpusOfBodies::nap);
                    try {
                        task.get();
                    } finally {
                        task.cancel(true);
                        pool.shutdown();
                    }
                });
    }

    private static void cancelsTheFutureOnly(Attempt attempt) {
        attempt.run(
                () -> {
                    ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                    Runnable nap =
                            () -> {
                                try {
                                    Thread.sleep(1_000); // guilty: task that is not told
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            };
                    CompletableFuture<?> task = CompletableFuture.runAsync(nap, pool);
                    try {
                        task.get();
                    } finally {
                        task.cancel(true);
                        pool.shutdown();
                    }
                });
    }

    // ---- one thread alone is cancelled

    private static void workerAnswersInAnyCase(Attempt attempt) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        attempt.onThread("worker")
                .run(
                        () -> {
                            Runnable task =
                                    () -> {
                                        try {
                                            Thread.sleep(5);
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        } finally {
                                            answer.complete("done");
                                        }
                                    };
                            Thread.ofVirtual().name("worker").start(task);
                            answer.get();
                        });
    }

    private static void workerDiesSilently(Attempt attempt) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        attempt.onThread("worker")
                .run(
                        () -> {
                            Runnable task =
                                    () -> {
                                        try {
                                            Thread.sleep(5);
                                            answer.complete("done");
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                    };
                            Thread.ofVirtual().name("worker").start(task);
                            answer.get(); // guilty: worker that dies without a word
                        });
    }

    // ---- pairs

    private static void cleansUpInAnyCase(Attempt attempt) {
        boolean[] clean = {false};
        attempt.inPairs()
                .invariant("cleaned up", () -> clean[0])
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                            } finally {
                                clean[0] = true;
                            }
                        });
    }

    private static void cleaningUpIsCancelled(Attempt attempt) {
        boolean[] clean = {false};
        attempt.inPairs()
                .invariant("cleaned up", () -> clean[0])
                .run(
                        () -> {
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                Thread.sleep(1); // guilty: clean-up that is cancelled
                                clean[0] = true;
                                throw e;
                            }
                            clean[0] = true;
                        });
    }

    private static void closesBoth(Attempt attempt) {
        Object lease = new Object();
        attempt.inPairs()
                .run(
                        () -> {
                            Resource.opened(lease);
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                try {
                                    Thread.sleep(1);
                                } finally {
                                    Resource.closed(lease);
                                }
                                throw e;
                            }
                            Resource.closed(lease);
                        });
    }

    private static void saysGoodbyeFirst(Attempt attempt) {
        Object lease = new Object();
        attempt.inPairs()
                .run(
                        () -> {
                            Resource.opened(lease); // guilty: lease lost in a goodbye
                            try {
                                Thread.sleep(5);
                            } catch (InterruptedException e) {
                                Thread.sleep(1);
                                Resource.closed(lease);
                                throw e;
                            }
                            Resource.closed(lease);
                        });
    }

    private static void interruptsThenJoins(Attempt attempt) {
        attempt.inPairs()
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(CorpusOfBodies::nap);
                            try {
                                worker.join();
                            } catch (InterruptedException e) {
                                worker.interrupt();
                                worker.join();
                                throw e;
                            }
                        });
    }

    private static void joinsThenInterrupts(Attempt attempt) {
        attempt.inPairs()
                .run(
                        () -> {
                            Runnable task =
                                    () -> {
                                        try {
                                            Thread.sleep(1_000); // guilty: worker given grace
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                    };
                            Thread worker = Thread.startVirtualThread(task);
                            try {
                                worker.join();
                            } catch (InterruptedException e) {
                                worker.join(Duration.ofMillis(5));
                                worker.interrupt();
                                throw e;
                            }
                        });
    }

    // ---- an action of the test

    private static void stopsByPill(Attempt attempt) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        attempt.action("stop", () -> queue.add("stop"))
                .run(
                        () -> {
                            while (!queue.take().equals("stop")) {
                                Thread.onSpinWait();
                            }
                        });
    }

    private static final class Flag {
        private volatile boolean set;
    }

    private static void stopsByFlagAlone(Attempt attempt) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Flag stop = new Flag();
        attempt.action("stop", () -> stop.set = true)
                .run(
                        () -> {
                            while (!stop.set) {
                                queue.take(); // guilty: flag that wakes nobody
                            }
                        });
    }

    private static final class Gate {
        private boolean open;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void openSilently() {
            open = true;
        }

        synchronized void pass() throws InterruptedException {
            while (!open) {
                wait();
            }
        }

        synchronized void passUnnotified() throws InterruptedException {
            while (!open) {
                wait(); // guilty: gate opened without notify
            }
        }
    }

    private static void gateNotifies(Attempt attempt) {
        Gate gate = new Gate();
        attempt.action("open", gate::open).run(gate::pass);
    }

    private static void gateIsSilent(Attempt attempt) {
        Gate gate = new Gate();
        attempt.action("open", gate::openSilently).run(gate::passUnnotified);
    }

    private static void waitsForTheFuture(Attempt attempt) {
        FutureTask<Void> task = new FutureTask<>(CorpusOfBodies::nap, null);
        attempt.action("cancel", () -> task.cancel(true))
                .run(
                        () -> {
                            Thread.startVirtualThread(task);
                            try {
                                task.get();
                            } catch (CancellationException e) {
                                Thread.onSpinWait();
                            }
                        });
    }

    // a task that is cancelled before it has begun never runs its finally
    private static void waitsForTheTasksLatch(Attempt attempt) {
        CountDownLatch done = new CountDownLatch(1);
        Runnable work =
                () -> {
                    try {
                        nap();
                    } finally {
                        done.countDown();
                    }
                };
        FutureTask<Void> task = new FutureTask<>(work, null);
        attempt.action("cancel", () -> task.cancel(true))
                .run(
                        () -> {
                            Thread.sleep(5);
                            Thread.startVirtualThread(task);
                            done.await(); // guilty: latch of a task that never ran
                        });
    }

    // ---- a token

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

    private static void closesInAnyCase(Attempt attempt) {
        Object lease = new Object();
        Token token = new Token();
        attempt.token(token)
                .run(
                        () -> {
                            Resource.opened(lease);
                            try {
                                if (token.isCancelled()) {
                                    return;
                                }
                            } finally {
                                Resource.closed(lease);
                            }
                        });
    }

    private static void leavesWithTheLease(Attempt attempt) {
        Object lease = new Object();
        Token token = new Token();
        attempt.token(token)
                .run(
                        () -> {
                            Resource.opened(lease); // guilty: early return with the lease
                            if (token.isCancelled()) {
                                return;
                            }
                            Resource.closed(lease);
                        });
    }

    private static void checksBeforeTransfer(Attempt attempt) {
        int[] accounts = {10, 0};
        Token token = new Token();
        attempt.token(token)
                .invariant("no money is lost", () -> accounts[0] + accounts[1] == 10)
                .run(
                        () -> {
                            if (token.isCancelled()) {
                                return;
                            }
                            accounts[0] -= 5;
                            accounts[1] += 5;
                        });
    }

    private static void checksInsideTransfer(Attempt attempt) {
        int[] accounts = {10, 0};
        Token token = new Token();
        attempt.token(token)
                .invariant("no money is lost", () -> accounts[0] + accounts[1] == 10)
                .run(
                        () -> {
                            accounts[0] -= 5;
                            if (token.isCancelled()) { // guilty: check inside a transfer
                                return;
                            }
                            accounts[1] += 5;
                        });
    }

    private static void checksBeforePoll(Attempt attempt) {
        Deque<String> queue = new ArrayDeque<>(List.of("job"));
        List<String> done = new ArrayList<>();
        Token token = new Token();
        attempt.token(token)
                .invariant("the job is somewhere", () -> queue.size() + done.size() == 1)
                .run(
                        () -> {
                            if (!token.isCancelled()) {
                                done.add(queue.remove());
                            }
                        });
    }

    private static void checksAfterPoll(Attempt attempt) {
        Deque<String> queue = new ArrayDeque<>(List.of("job"));
        List<String> done = new ArrayList<>();
        Token token = new Token();
        attempt.token(token)
                .invariant("the job is somewhere", () -> queue.size() + done.size() == 1)
                .run(
                        () -> {
                            String job = queue.remove();
                            if (!token.isCancelled()) { // guilty: check behind the poll
                                done.add(job);
                            }
                        });
    }

    private static void checksUnderLock(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        Token token = new Token();
        attempt.token(token)
                .run(
                        () -> {
                            lock.lock();
                            try {
                                if (token.isCancelled()) {
                                    return;
                                }
                            } finally {
                                lock.unlock();
                            }
                        });
    }

    private static void leavesWithTheLock(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        Token token = new Token();
        attempt.token(token)
                .run(
                        () -> {
                            lock.lock(); // guilty: early return with the lock
                            if (token.isCancelled()) {
                                return;
                            }
                            lock.unlock();
                        });
    }

    // ---- crashes

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attempt oldOrNew(Attempt attempt, Path target) throws IOException {
        Files.writeString(target, "old text");
        return attempt.crashes()
                .invariant(
                        "the target is old or new",
                        () -> List.of("old text", "new text").contains(content(target)));
    }

    private static void writeForced(Path file, String text) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            out.write(bytes(text));
            out.force(true);
        }
    }

    private static void replaces(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        Path temp = folder.resolve("temp");
        oldOrNew(attempt, target)
                .run(
                        () -> {
                            writeForced(temp, "new text");
                            Files.move(temp, target, ATOMIC_MOVE);
                        });
    }

    private static void writesInPlace(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        oldOrNew(attempt, target)
                .run(
                        () -> {
                            Files.writeString(target, "new text"); // guilty: file written in place
                        });
    }

    private static void forcesBeforeMove(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        Path temp = folder.resolve("temp");
        oldOrNew(attempt, target)
                .run(
                        () -> {
                            Files.writeString(
                                    temp,
                                    "new text",
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.DSYNC);
                            Files.move(temp, target, ATOMIC_MOVE);
                        });
    }

    private static void movesUnforced(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        Path temp = folder.resolve("temp");
        oldOrNew(attempt, target)
                .run(
                        () -> {
                            Files.writeString(temp, "new text"); // guilty: file moved unforced
                            Files.move(temp, target, ATOMIC_MOVE);
                        });
    }

    private static void movesOver(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        Path temp = folder.resolve("temp");
        writeForced(temp, "new text");
        oldOrNew(attempt, target)
                .run(() -> Files.move(temp, target, StandardCopyOption.REPLACE_EXISTING));
    }

    private static void deletesThenMoves(Attempt attempt, Path folder) throws IOException {
        Path target = folder.resolve("target");
        Path temp = folder.resolve("temp");
        writeForced(temp, "new text");
        oldOrNew(attempt, target)
                .run(
                        () -> {
                            Files.delete(target);
                            Files.move(temp, target); // guilty: name that is gone for a while
                        });
    }

    private static void storesIdFirst(Attempt attempt, Path folder) throws IOException {
        Path stored = folder.resolve("id");
        List<String> sent = new ArrayList<>();
        writeForced(stored, "7");
        attempt.crashes()
                .invariant(
                        "no id is given out again",
                        () -> sent.isEmpty() || sent.contains(content(stored)))
                .run(
                        () -> {
                            Path temp = folder.resolve("temp");
                            writeForced(temp, "8");
                            Files.move(temp, stored, ATOMIC_MOVE);
                            sent.add("8");
                        });
    }

    private static void sendsIdFirst(Attempt attempt, Path folder) throws IOException {
        Path stored = folder.resolve("id");
        List<String> sent = new ArrayList<>();
        Path temp = folder.resolve("temp");
        writeForced(stored, "7");
        writeForced(temp, "8");
        attempt.crashes()
                .invariant(
                        "no id is given out again",
                        () -> sent.isEmpty() || sent.contains(content(stored)))
                .run(
                        () -> {
                            sent.add("8");
                            Files.move(temp, stored, ATOMIC_MOVE); // guilty: id sent, not stored
                        });
    }

    // ---- crashes with recovery

    private static void append(Path log) throws IOException {
        try (FileChannel out =
                FileChannel.open(log, StandardOpenOption.APPEND, StandardOpenOption.CREATE)) {
            out.write(bytes("second\n"));
            out.force(true);
        }
    }

    private static Attempt wholeRecords(Attempt attempt, Path log) throws IOException {
        writeForced(log, "first\n");
        return attempt.crashes()
                .invariant(
                        "every record is whole",
                        () -> List.of("first\n", "first\nsecond\n").contains(content(log)));
    }

    private static void cutsHalfRecord(Attempt attempt, Path folder) throws IOException {
        Path log = folder.resolve("log");
        wholeRecords(attempt, log)
                .inPairs()
                .recovery(
                        () -> {
                            int whole = Files.readString(log).lastIndexOf('\n') + 1;
                            try (FileChannel out =
                                    FileChannel.open(log, StandardOpenOption.WRITE)) {
                                out.truncate(whole);
                                out.force(true);
                            }
                        })
                .run(() -> append(log));
    }

    private static void keepsHalfRecord(Attempt attempt, Path folder) throws IOException {
        Path log = folder.resolve("log");
        wholeRecords(attempt, log)
                .recovery(() -> Files.readString(log))
                .run(
                        () -> {
                            try (FileChannel out =
                                    FileChannel.open(log, StandardOpenOption.APPEND)) {
                                out.write(bytes("second\n"));
                                out.force(true); // guilty: half a record is kept
                            }
                        });
    }

    private static boolean bothAlike(Path folder) {
        return content(folder.resolve("a")).equals(content(folder.resolve("b")))
                && !Files.exists(folder.resolve("journal"));
    }

    private static Attempt twoFiles(Attempt attempt, Path folder) throws IOException {
        writeForced(folder.resolve("a"), "old");
        writeForced(folder.resolve("b"), "old");
        return attempt.crashes().invariant("both files are alike", () -> bothAlike(folder));
    }

    private static void follow(Path folder) throws IOException {
        Path journal = folder.resolve("journal");
        if (content(journal).equals("new.")) {
            writeForced(folder.resolve("a"), "new");
            writeForced(folder.resolve("b"), "new");
        }
        Files.deleteIfExists(journal);
    }

    private static void forcesJournal(Attempt attempt, Path folder) throws IOException {
        twoFiles(attempt, folder)
                .recovery(() -> follow(folder))
                .run(
                        () -> {
                            writeForced(folder.resolve("journal"), "new.");
                            follow(folder);
                        });
    }

    private static void trustsJournal(Attempt attempt, Path folder) throws IOException {
        Path journal = folder.resolve("journal");
        twoFiles(attempt, folder)
                .recovery(() -> follow(folder))
                .run(
                        () -> {
                            Files.writeString(journal, "new."); // guilty: journal not forced
                            follow(folder);
                        });
    }

    /** Both new files are ready; what the body adds is the plan to put them in place. */
    private static Attempt planned(Attempt attempt, Path folder) throws IOException {
        writeForced(folder.resolve("a"), "old");
        writeForced(folder.resolve("b"), "old");
        writeForced(folder.resolve("new a"), "new");
        writeForced(folder.resolve("new b"), "new");
        return attempt.crashes()
                .inPairs()
                .invariant(
                        "both files are alike",
                        () -> content(folder.resolve("a")).equals(content(folder.resolve("b"))));
    }

    private static void forceIfThere(Path file) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.force(true);
            }
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, ATOMIC_MOVE);
        }
    }

    private static void planIsKept(Attempt attempt, Path folder) throws IOException {
        Path plan = folder.resolve("plan");
        planned(attempt, folder)
                .recovery(
                        () -> {
                            forceIfThere(plan);
                            if (content(plan).equals("both")) {
                                moveIfThere(folder.resolve("new a"), folder.resolve("a"));
                                moveIfThere(folder.resolve("new b"), folder.resolve("b"));
                            }
                            Files.deleteIfExists(plan);
                        })
                .run(() -> writeForced(plan, "both"));
    }

    private static void planIsForgotten(Attempt attempt, Path folder) throws IOException {
        Path plan = folder.resolve("plan");
        Path a = folder.resolve("new a");
        Path b = folder.resolve("new b");
        planned(attempt, folder)
                .recovery(
                        () -> {
                            forceIfThere(plan);
                            boolean whole = content(plan).equals("both");
                            Files.deleteIfExists(plan);
                            if (whole) {
                                Files.move(a, folder.resolve("a"), ATOMIC_MOVE);
                                Path to = folder.resolve("b");
                                Files.move(b, to, ATOMIC_MOVE); // guilty: plan forgotten too early
                            }
                        })
                .run(() -> writeForced(plan, "both"));
    }

    private static void recoveryCloses(Attempt attempt, Path folder) {
        attempt.crashes()
                .recovery(
                        () -> {
                            try (OutputStream out = Files.newOutputStream(folder.resolve("a"))) {
                                out.write(65);
                            }
                        })
                .run(() -> Thread.sleep(5));
    }

    private static void recoveryLeavesOpen(Attempt attempt, Path folder) {
        Path file = folder.resolve("a");
        attempt.crashes()
                .recovery(
                        () -> {
                            OutputStream out =
                                    Files.newOutputStream(file); // guilty: recovery that leaks
                            out.write(65);
                        })
                .run(() -> Thread.sleep(5));
    }

    // ---- undisturbed

    private static void joinsUnlocked(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(() -> passes(lock));
                            worker.join();
                        });
    }

    private static void passes(ReentrantLock lock) {
        lock.lock();
        lock.unlock();
    }

    private static void joinsUnderLock(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.undisturbed()
                .run(
                        () -> {
                            lock.lock();
                            try {
                                Thread worker = Thread.startVirtualThread(() -> passes(lock));
                                worker.join(); // guilty: join under the lock
                            } finally {
                                lock.unlock();
                            }
                        });
    }

    private static void nestedInTwo(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                                pool.submit(() -> pool.submit(() -> 42).get()).get();
                            }
                        });
    }

    private static void nestedInOne(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                                Future<Integer> outer =
                                        pool.submit(
                                                () -> {
                                                    Future<Integer> inner = pool.submit(() -> 42);
                                                    return inner.get(); // guilty: pool that starves
                                                });
                                outer.get();
                            }
                        });
    }

    private static void readsAndCloses(Attempt attempt, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");
        attempt.undisturbed()
                .run(
                        () -> {
                            try (var in = Files.newInputStream(file)) {
                                in.read();
                            }
                        });
    }

    private static void readsAndForgets(Attempt attempt, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");
        attempt.undisturbed()
                .run(
                        () -> {
                            var in = Files.newInputStream(file); // guilty: reader never closed
                            in.read();
                        });
    }

    private static void unlocksOnEachPath(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.undisturbed()
                .run(
                        () -> {
                            if (lock.tryLock()) {
                                lock.unlock();
                            }
                        });
    }

    private static void locksTwiceUnlocksOnce(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.undisturbed()
                .run(
                        () -> {
                            if (lock.tryLock() && lock.tryLock()) { // guilty: lock taken twice
                                lock.unlock();
                            }
                        });
    }

    // ---- owed without being asked

    private static void opensAlways(Attempt attempt) {
        CountDownLatch done = new CountDownLatch(1);
        attempt.run(
                () -> {
                    Thread t = Thread.startVirtualThread(done::countDown);
                    done.await();
                    t.join();
                });
    }

    private static void opensSometimes(Attempt attempt) {
        CountDownLatch done = new CountDownLatch(2);
        attempt.run(
                () -> {
                    Thread t = Thread.startVirtualThread(done::countDown);
                    done.await(); // guilty: latch that nobody opens
                    t.join();
                });
    }

    private static void pollsUntilDone(Attempt attempt) {
        AtomicBoolean done = new AtomicBoolean();
        attempt.run(
                () -> {
                    Thread t = Thread.startVirtualThread(() -> done.set(true));
                    while (!done.get()) {
                        Thread.sleep(5);
                    }
                    t.join();
                });
    }

    private static void pollsForever(Attempt attempt) {
        AtomicBoolean done = new AtomicBoolean();
        attempt.run(
                () -> {
                    Thread t = Thread.startVirtualThread(() -> done.compareAndSet(true, true));
                    while (!done.get()) {
                        Thread.sleep(5); // guilty: poll for ever
                    }
                    t.join();
                });
    }

    private static void workerTells(Attempt attempt) {
        attempt.run(
                () -> {
                    FutureTask<Void> task = new FutureTask<>(CorpusOfBodies::breaks, null);
                    Thread.startVirtualThread(task).join();
                    try {
                        task.get();
                    } catch (ExecutionException e) {
                        // it is known
                    }
                });
    }

    private static void workerDies(Attempt attempt) {
        attempt.run(() -> Thread.startVirtualThread(CorpusOfBodies::breaks).join());
    }

    private static void breaks() {
        throw new IllegalStateException("no paper"); // guilty: worker that dies unseen
    }

    private interface Printer {
        void print(String page) throws IOException;
    }

    private static void givesThePermitBack(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        Printer printer = page -> {};
        attempt.withFaults(Printer.class)
                .run(
                        () -> {
                            permits.acquire();
                            try {
                                printer.print("1");
                            } finally {
                                permits.release();
                            }
                        });
    }

    private static void keepsThePermit(Attempt attempt) {
        Semaphore permits = new Semaphore(1);
        Printer printer = page -> {};
        attempt.withFaults(Printer.class)
                .run(
                        () -> {
                            permits.acquire(); // guilty: permit lost by a failure
                            try {
                                printer.print("1");
                                permits.release();
                            } catch (RuntimeException e) {
                                permits.release();
                                throw e;
                            }
                        });
    }

    private static void tellsOfTheFailure(Attempt attempt) {
        Printer printer = page -> {};
        attempt.withFaults(Printer.class)
                .run(
                        () -> {
                            try {
                                printer.print("1");
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static void hidesTheFailure(Attempt attempt) {
        Printer printer = page -> {};
        attempt.withFaults(Printer.class)
                .run(
                        () -> {
                            try {
                                printer.print("1"); // guilty: failure without its cause
                            } catch (IOException e) {
                                throw new IllegalStateException("not printed");
                            }
                        });
    }

    private static void canBeCalledAgain(Attempt attempt) {
        AtomicBoolean busy = new AtomicBoolean();
        attempt.again()
                .run(
                        () -> {
                            if (!busy.compareAndSet(false, true)) {
                                throw new IllegalStateException("busy");
                            }
                            try {
                                Thread.sleep(5);
                            } finally {
                                busy.set(false);
                            }
                        });
    }

    private static void staysBusy(Attempt attempt) {
        AtomicBoolean busy = new AtomicBoolean();
        attempt.again()
                .run(
                        () -> {
                            if (!busy.compareAndSet(false, true)) {
                                throw new IllegalStateException("busy"); // guilty: busy for ever
                            }
                            Thread.sleep(5);
                            busy.set(false);
                        });
    }

    /** The right and the wrong ones. */
    // ---- two disturbances in one run, three interrupts

    private static void stoppedWorkerPutsBack(Attempt attempt) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("a"));
        CountDownLatch stop = new CountDownLatch(1);
        attempt.action("stop", stop::countDown)
                .andInterrupt()
                .invariant("the item is kept", () -> queue.size() == 1)
                .run(
                        () -> {
                            stop.await();
                            String item = queue.take();
                            try {
                                Thread.sleep(1);
                            } finally {
                                queue.add(item);
                            }
                        });
    }

    private static void stoppedWorkerDrops(Attempt attempt) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("a"));
        CountDownLatch stop = new CountDownLatch(1);
        attempt.action("stop", stop::countDown)
                .andInterrupt()
                .invariant("the item is kept", () -> queue.size() == 1)
                .run(
                        () -> {
                            stop.await();
                            String item = queue.take();
                            Thread.sleep(1); // guilty: stopped worker that drops its item
                            queue.add(item);
                        });
    }

    private static void joinsHoweverOften(Attempt attempt) {
        attempt.onThread("body").interrupts(3).run(() -> joins(Integer.MAX_VALUE));
    }

    private static void joinsThreeTimes(Attempt attempt) {
        attempt.onThread("body").interrupts(3).run(() -> joins(3));
    }

    private static void joins(Thread worker) {
        joins(worker, Integer.MAX_VALUE);
    }

    private static void joins(int attempts) {
        joins(Thread.startVirtualThread(() -> sleepsUnlessInterrupted(10)), attempts);
    }

    private static void joins(Thread worker, int attempts) {
        boolean interrupted = false;
        for (int i = 0; i < attempts && worker.isAlive(); i++) {
            try {
                worker.join(); // guilty: three attempts to join
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            keepsFlag();
        }
    }

    private static void sleepsUnlessInterrupted(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            keepsFlag();
        }
    }

    /** Two interrupts harm it only where its worker has begun before the first. */
    private static void putsAndEndsItsWorker(Attempt attempt, boolean right) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        AtomicBoolean begun = new AtomicBoolean();
        attempt.onThread("body")
                .inPairs()
                .allInterleavings()
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(() -> works(begun));
                            try {
                                queue.put("a");
                            } catch (InterruptedException e) {
                                if (right || !begun.get()) {
                                    worker.interrupt();
                                    joins(worker);
                                } else {
                                    worker.join(); // guilty: end of a worker that is joined once
                                }
                                throw e;
                            }
                            joins(worker);
                        });
    }

    private static void joinsHoweverOftenWhenInterrupted(Attempt attempt) {
        putsAndEndsItsWorker(attempt, true);
    }

    private static void joinsOnceWhenInterrupted(Attempt attempt) {
        putsAndEndsItsWorker(attempt, false);
    }

    /** When the given call fails, it ends its worker, whether that has begun or not. */
    private static void endsItsWorker(Attempt attempt, Predicate<AtomicBoolean> needsNoEnd) {
        Runnable given = () -> {};
        AtomicBoolean begun = new AtomicBoolean();
        attempt.withFaults(Runnable.class)
                .onThread("body")
                .allInterleavings()
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(() -> works(begun));
                            boolean returned = false;
                            try {
                                given.run(); // guilty: failure that ends only what has not begun
                                returned = true;
                            } finally {
                                if (returned || !needsNoEnd.test(begun)) {
                                    worker.interrupt();
                                    joins(worker);
                                }
                            }
                        });
    }

    private static void works(AtomicBoolean begun) {
        begun.set(true);
        sleepsUnlessInterrupted(10);
    }

    private static void endsItsWorkerAlways(Attempt attempt) {
        endsItsWorker(attempt, _ -> false);
    }

    private static void endsItsWorkerUnlessBegun(Attempt attempt) {
        endsItsWorker(attempt, AtomicBoolean::get);
    }

    private static void sleepsForTheRest(Attempt attempt) {
        attempt.lateReturns()
                .run(
                        () -> {
                            long end = System.nanoTime() + MILLISECONDS.toNanos(100);
                            Thread.sleep(50);
                            long left = (end - System.nanoTime()) / 1_000_000;
                            Thread.sleep(Math.max(0, left));
                        });
    }

    private static void sleepsForWhatIsNotLeft(Attempt attempt) {
        attempt.lateReturns()
                .run(
                        () -> {
                            long end = System.nanoTime() + MILLISECONDS.toNanos(100);
                            Thread.sleep(50);
                            long left = (end - System.nanoTime()) / 1_000_000;
                            Thread.sleep(left); // guilty: rest of a time that is over
                        });
    }

    /** It polls for an item, which comes after half of the time; it may be stopped meanwhile. */
    private static void pollsUntilStopped(Attempt attempt, boolean looksFirst) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger handled = new AtomicInteger();
        attempt.action("stop", () -> stopped.set(true))
                .invariant("the item is not lost", () -> handled.get() + queue.size() == 1)
                .run(
                        () -> {
                            Thread giver = Thread.startVirtualThread(() -> gives(queue));
                            try {
                                while (!stopped.get()) {
                                    Object item =
                                            queue.poll( // guilty: poll whose item the stop drops
                                                    20, MILLISECONDS);
                                    if (looksFirst && stopped.get()) {
                                        break;
                                    }
                                    handled.addAndGet(item == null ? 0 : 1);
                                }
                            } finally {
                                joins(giver);
                            }
                        });
    }

    private static void gives(LinkedBlockingQueue<String> queue) {
        sleepsUnlessInterrupted(10);
        queue.add("a");
    }

    private static void handlesWhatItFound(Attempt attempt) {
        pollsUntilStopped(attempt, false);
    }

    private static void looksAtTheStopFirst(Attempt attempt) {
        pollsUntilStopped(attempt, true);
    }

    private static List<List<Example>> disturbedTwice() {
        return List.of(
                pairInMemory(
                        "late",
                        "rest of a time, or nothing",
                        CorpusOfBodies::sleepsForTheRest,
                        "rest of a time that is over",
                        CorpusOfBodies::sleepsForWhatIsNotLeft),
                pairInMemory(
                        "late",
                        "poll whose item is handled at the stop",
                        CorpusOfBodies::handlesWhatItFound,
                        "poll whose item the stop drops",
                        CorpusOfBodies::looksAtTheStopFirst),
                pairInMemory(
                        "schedules",
                        "end of a worker that is joined however often",
                        CorpusOfBodies::joinsHoweverOftenWhenInterrupted,
                        "end of a worker that is joined once",
                        CorpusOfBodies::joinsOnceWhenInterrupted),
                pairInMemory(
                        "schedules",
                        "failure that ends its worker",
                        CorpusOfBodies::endsItsWorkerAlways,
                        "failure that ends only what has not begun",
                        CorpusOfBodies::endsItsWorkerUnlessBegun),
                pairInMemory(
                        "two",
                        "stopped worker that puts its item back",
                        CorpusOfBodies::stoppedWorkerPutsBack,
                        "stopped worker that drops its item",
                        CorpusOfBodies::stoppedWorkerDrops),
                pairInMemory(
                        "three",
                        "joined however often it is interrupted",
                        CorpusOfBodies::joinsHoweverOften,
                        "three attempts to join",
                        CorpusOfBodies::joinsThreeTimes));
    }

    static List<Example> examples() {
        return List.of(
                        signals(),
                        points(),
                        ends(),
                        owned(),
                        threads(),
                        second(),
                        others(),
                        unasked(),
                        disks(),
                        disturbedTwice())
                .stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
    }

    private static List<List<Example>> signals() {
        return List.of(
                pairInMemory(
                        "signal",
                        "back-off that keeps the flag",
                        CorpusOfBodies::backOffKeeps,
                        "back-off that forgets",
                        CorpusOfBodies::backOffForgets),
                pairInMemory(
                        "signal",
                        "wrapper with the flag",
                        CorpusOfBodies::wrapsAndSetsFlag,
                        "wrapper without the flag",
                        CorpusOfBodies::wraps),
                pairInMemory(
                        "signal",
                        "look that leaves the flag",
                        CorpusOfBodies::looks,
                        "look that clears the flag",
                        CorpusOfBodies::looksAndClears),
                pairInMemory(
                        "signal",
                        "bulkhead that tells",
                        CorpusOfBodies::bulkheadTells,
                        "full bulkhead",
                        CorpusOfBodies::bulkheadIsFull),
                pairInMemory(
                        "signal",
                        "retry of failures",
                        CorpusOfBodies::retriesOnFailureOnly,
                        "retry of anything",
                        CorpusOfBodies::retriesOnAnything),
                pairInMemory(
                        "signal",
                        "clean-up that adds its failure",
                        CorpusOfBodies::handlerThrowsOn,
                        "clean-up that hides the interrupt",
                        CorpusOfBodies::handlerThrowsOther),
                pairInMemory(
                        "signal",
                        "carrier that was agreed",
                        CorpusOfBodies::namesItsCarrier,
                        "carrier that was not agreed",
                        CorpusOfBodies::throwsAnotherCarrier));
    }

    private static List<List<Example>> points() {
        return List.of(
                pairInMemory(
                        "every point",
                        "appender that keeps events",
                        CorpusOfBodies::appendsInAnyCase,
                        "appender that drops an event",
                        CorpusOfBodies::appendsUnlessInterrupted),
                pairInMemory(
                        "every point",
                        "transfer behind the wait",
                        CorpusOfBodies::transferWaitsFirst,
                        "transfer torn by a wait",
                        CorpusOfBodies::transferWaitsBetween),
                pairInMemory(
                        "every point",
                        "job given back",
                        CorpusOfBodies::movesAndGivesBack,
                        "job lost between two queues",
                        CorpusOfBodies::movesInTwoSteps),
                pairInMemory(
                        "every point",
                        "line read on later",
                        CorpusOfBodies::readsIntoField,
                        "line read halfway",
                        CorpusOfBodies::readsIntoLocal),
                pairInMemory(
                        "every point",
                        "waiter that leaves",
                        CorpusOfBodies::waiterLeavesQueue,
                        "waiter that stays",
                        CorpusOfBodies::waiterStaysInQueue),
                pairInMemory(
                        "every point",
                        "load that fails for all",
                        CorpusOfBodies::flightFailsForAll,
                        "load that nobody finishes",
                        CorpusOfBodies::flightIsForgotten),
                pair(
                        "every point",
                        "temporary file that is deleted",
                        CorpusOfBodies::deletesTempFile,
                        "temporary file that is left",
                        CorpusOfBodies::leavesTempFile),
                pair(
                        "every point",
                        "file without a channel",
                        CorpusOfBodies::writesWithoutChannel,
                        "channel closed for all",
                        CorpusOfBodies::writesThroughChannel),
                pairInMemory(
                        "every point",
                        "loop that stops",
                        CorpusOfBodies::stopsAtOnce,
                        "loop that goes on",
                        CorpusOfBodies::sendsTheRest),
                pairInMemory(
                        "every point",
                        "park that an interrupt ends",
                        CorpusOfBodies::parksAndThrows,
                        "park goes on",
                        CorpusOfBodies::parksOnAndOn));
    }

    private static List<List<Example>> ends() {
        return List.of(
                pairInMemory(
                        "every point",
                        "late wait with a way out",
                        CorpusOfBodies::sleepsThenWaitsInterruptibly,
                        "late wait without a way out",
                        CorpusOfBodies::waitsAfterAPoint),
                pairInMemory(
                        "every point",
                        "future that is got",
                        CorpusOfBodies::getsTheFuture,
                        "join that nobody can end",
                        CorpusOfBodies::joinsTheFuture),
                pairInMemory(
                        "every point",
                        "signal or an interrupt",
                        CorpusOfBodies::awaitsSignal,
                        "signal that never comes",
                        CorpusOfBodies::awaitsSignalUninterruptibly),
                inMemory(
                        "every point",
                        "lock taken interruptibly",
                        true,
                        CorpusOfBodies::locksInterruptibly),
                pairInMemory(
                        "every point",
                        "consumer that can be stopped",
                        CorpusOfBodies::consumerEnds,
                        "consumer that cannot be stopped",
                        CorpusOfBodies::consumerGoesOn),
                pairInMemory(
                        "every point",
                        "poller that leaves",
                        CorpusOfBodies::pollerLeaves,
                        "poller that storms",
                        CorpusOfBodies::pollerStorms),
                pairInMemory(
                        "every point",
                        "sum that looks",
                        CorpusOfBodies::sumLooks,
                        "sum that is deaf",
                        CorpusOfBodies::sumIsDeaf),
                pairInMemory(
                        "every point",
                        "wait with a way out",
                        CorpusOfBodies::waitsInterruptibly,
                        "wait without a way out",
                        CorpusOfBodies::waitsUninterruptibly));
    }

    private static List<List<Example>> owned() {
        return List.of(
                pair(
                        "resources",
                        "file closed",
                        CorpusOfBodies::closesFile,
                        "file left open",
                        CorpusOfBodies::leavesFileOpen),
                pair(
                        "resources",
                        "folder closed",
                        CorpusOfBodies::closesFolder,
                        "folder left open",
                        CorpusOfBodies::leavesFolderOpen),
                pairInMemory(
                        "resources",
                        "lease given back",
                        CorpusOfBodies::leaseGivenBack,
                        "lease that is lost",
                        CorpusOfBodies::leaseLost),
                pairInMemory(
                        "locks",
                        "lock unlocked",
                        CorpusOfBodies::unlocks,
                        "lock that stays locked",
                        CorpusOfBodies::staysLocked),
                pairInMemory(
                        "locks",
                        "read lock unlocked",
                        CorpusOfBodies::unlocksRead,
                        "read lock that stays locked",
                        CorpusOfBodies::staysLockedForReading),
                pairInMemory(
                        "locks",
                        "permit given back",
                        CorpusOfBodies::givesPermitBack,
                        "permit that is kept",
                        CorpusOfBodies::keepsPermit),
                pairInMemory(
                        "locks",
                        "permits count ends",
                        CorpusOfBodies::permitsCountEnds,
                        "permit of a filled pool kept",
                        CorpusOfBodies::filledPoolLosesPermit),
                pairInMemory(
                        "locks",
                        "acquire before the try",
                        CorpusOfBodies::acquiresBeforeTry,
                        "permit from nowhere",
                        CorpusOfBodies::acquiresInsideTry),
                pairInMemory(
                        "locks",
                        "lock before the try",
                        CorpusOfBodies::locksBeforeTry,
                        "unlock that hides the interrupt",
                        CorpusOfBodies::locksInsideTry));
    }

    private static List<List<Example>> threads() {
        return List.of(
                pairInMemory(
                        "threads",
                        "latch in any case",
                        CorpusOfBodies::countsDownInAnyCase,
                        "latch of a worker that was stopped",
                        CorpusOfBodies::countsDownAtTheEnd),
                pairInMemory(
                        "every point",
                        "stack without a wait",
                        CorpusOfBodies::stacksAndPutsBack,
                        "job lost behind a stack",
                        CorpusOfBodies::stacksInTwoSteps),
                pairInMemory(
                        "threads",
                        "worker that is stopped",
                        CorpusOfBodies::workerIsStopped,
                        "worker that is left",
                        CorpusOfBodies::workerIsLeft),
                pairInMemory(
                        "threads",
                        "pool that is shut down",
                        CorpusOfBodies::poolIsShutDown,
                        "pool that is left",
                        CorpusOfBodies::poolIsLeft),
                pairInMemory(
                        "threads",
                        "task that is told",
                        CorpusOfBodies::cancelsTheTask,
                        "task that is not told",
                        CorpusOfBodies::cancelsTheFutureOnly),
                pairInMemory(
                        "threads",
                        "worker that answers in any case",
                        CorpusOfBodies::workerAnswersInAnyCase,
                        "worker that dies without a word",
                        CorpusOfBodies::workerDiesSilently));
    }

    private static List<List<Example>> second() {
        return List.of(
                pairInMemory(
                        "pairs",
                        "roll-back at once",
                        CorpusOfBodies::rollsBackAtOnce,
                        "roll-back that is cancelled",
                        CorpusOfBodies::rollsBackSlowly),
                pairInMemory(
                        "pairs",
                        "clean-up in any case",
                        CorpusOfBodies::cleansUpInAnyCase,
                        "clean-up that is cancelled",
                        CorpusOfBodies::cleaningUpIsCancelled),
                pairInMemory(
                        "pairs",
                        "goodbye with a finally",
                        CorpusOfBodies::closesBoth,
                        "lease lost in a goodbye",
                        CorpusOfBodies::saysGoodbyeFirst),
                pairInMemory(
                        "pairs",
                        "worker told before the join",
                        CorpusOfBodies::interruptsThenJoins,
                        "worker given grace",
                        CorpusOfBodies::joinsThenInterrupts));
    }

    private static List<List<Example>> others() {
        return List.of(
                pairInMemory(
                        "undisturbed",
                        "four threads for two halves",
                        attempt -> halvesInPoolOf(4, attempt),
                        "two that starve each other",
                        attempt -> halvesInPoolOf(2, attempt)),
                pairInMemory(
                        "action",
                        "pill that wakes",
                        CorpusOfBodies::stopsByPill,
                        "flag that wakes nobody",
                        CorpusOfBodies::stopsByFlagAlone),
                pairInMemory(
                        "action",
                        "gate opened with notify",
                        CorpusOfBodies::gateNotifies,
                        "gate opened without notify",
                        CorpusOfBodies::gateIsSilent),
                pairInMemory(
                        "action",
                        "wait for the future",
                        CorpusOfBodies::waitsForTheFuture,
                        "latch of a task that never ran",
                        CorpusOfBodies::waitsForTheTasksLatch),
                pairInMemory(
                        "token",
                        "early return that closes",
                        CorpusOfBodies::closesInAnyCase,
                        "early return with the lease",
                        CorpusOfBodies::leavesWithTheLease),
                pairInMemory(
                        "token",
                        "check before a transfer",
                        CorpusOfBodies::checksBeforeTransfer,
                        "check inside a transfer",
                        CorpusOfBodies::checksInsideTransfer),
                pairInMemory(
                        "token",
                        "check before the poll",
                        CorpusOfBodies::checksBeforePoll,
                        "check behind the poll",
                        CorpusOfBodies::checksAfterPoll),
                pairInMemory(
                        "token",
                        "early return that unlocks",
                        CorpusOfBodies::checksUnderLock,
                        "early return with the lock",
                        CorpusOfBodies::leavesWithTheLock),
                pairInMemory(
                        "undisturbed",
                        "join without the lock",
                        CorpusOfBodies::joinsUnlocked,
                        "join under the lock",
                        CorpusOfBodies::joinsUnderLock),
                pairInMemory(
                        "undisturbed",
                        "pool that is large enough",
                        CorpusOfBodies::nestedInTwo,
                        "pool that starves",
                        CorpusOfBodies::nestedInOne),
                pair(
                        "undisturbed",
                        "reader closed",
                        CorpusOfBodies::readsAndCloses,
                        "reader never closed",
                        CorpusOfBodies::readsAndForgets),
                pairInMemory(
                        "undisturbed",
                        "lock taken once",
                        CorpusOfBodies::unlocksOnEachPath,
                        "lock taken twice",
                        CorpusOfBodies::locksTwiceUnlocksOnce));
    }

    private static List<List<Example>> unasked() {
        return List.of(
                pairInMemory(
                        "interrupt",
                        "latch that is opened",
                        CorpusOfBodies::opensAlways,
                        "latch that nobody opens",
                        CorpusOfBodies::opensSometimes),
                pairInMemory(
                        "interrupt",
                        "poll until it is done",
                        CorpusOfBodies::pollsUntilDone,
                        "poll for ever",
                        CorpusOfBodies::pollsForever),
                pairInMemory(
                        "interrupt",
                        "worker whose failure is known",
                        CorpusOfBodies::workerTells,
                        "worker that dies unseen",
                        CorpusOfBodies::workerDies),
                pairInMemory(
                        "faults",
                        "permit given back after a failure",
                        CorpusOfBodies::givesThePermitBack,
                        "permit lost by a failure",
                        CorpusOfBodies::keepsThePermit),
                pairInMemory(
                        "faults",
                        "failure with its cause",
                        CorpusOfBodies::tellsOfTheFailure,
                        "failure without its cause",
                        CorpusOfBodies::hidesTheFailure),
                pairInMemory(
                        "again",
                        "free after a cancellation",
                        CorpusOfBodies::canBeCalledAgain,
                        "busy for ever",
                        CorpusOfBodies::staysBusy));
    }

    private static List<List<Example>> disks() {
        return List.of(
                pair(
                        "crash",
                        "file replaced",
                        CorpusOfBodies::replaces,
                        "file written in place",
                        CorpusOfBodies::writesInPlace),
                pair(
                        "crash",
                        "file forced, then moved",
                        CorpusOfBodies::forcesBeforeMove,
                        "file moved unforced",
                        CorpusOfBodies::movesUnforced),
                pair(
                        "crash",
                        "name that is always there",
                        CorpusOfBodies::movesOver,
                        "name that is gone for a while",
                        CorpusOfBodies::deletesThenMoves),
                pair(
                        "crash",
                        "id stored, then sent",
                        CorpusOfBodies::storesIdFirst,
                        "id sent, not stored",
                        CorpusOfBodies::sendsIdFirst),
                pair(
                        "recovery",
                        "half a record is cut",
                        CorpusOfBodies::cutsHalfRecord,
                        "half a record is kept",
                        CorpusOfBodies::keepsHalfRecord),
                pair(
                        "recovery",
                        "journal forced",
                        CorpusOfBodies::forcesJournal,
                        "journal not forced",
                        CorpusOfBodies::trustsJournal),
                pair(
                        "recovery",
                        "plan kept to the end",
                        CorpusOfBodies::planIsKept,
                        "plan forgotten too early",
                        CorpusOfBodies::planIsForgotten),
                pair(
                        "recovery",
                        "recovery that closes",
                        CorpusOfBodies::recoveryCloses,
                        "recovery that leaks",
                        CorpusOfBodies::recoveryLeavesOpen));
    }
}
