package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What a point is, rule by rule, however it is written. */
class PointsTest {
    @TempDir Path folder;

    private static List<When> whens(Story story) {
        return story.runs().stream()
                .flatMap(r -> r.cancel().stream())
                .map(Story.Cancel::when)
                .toList();
    }

    @Test
    void aCallThatIsDeclaredToBeInterruptedIsAPoint() {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(9);
        ReentrantLock lock = new ReentrantLock();
        assertThat(
                        Judged.points(
                                () -> {
                                    Thread.sleep(1);
                                    TimeUnit.SECONDS.sleep(1);
                                    queue.put(1);
                                    queue.take();
                                    new Semaphore(1).tryAcquire(1, TimeUnit.SECONDS);
                                    new CountDownLatch(0).await();
                                    lock.lockInterruptibly();
                                    lock.unlock();
                                    new CyclicBarrier(1).await();
                                    CompletableFuture.completedFuture(1).get();
                                    Thread.ofVirtual().start(() -> {}).join();
                                }))
                .containsExactly(
                        "Thread.sleep",
                        "TimeUnit.sleep",
                        "BlockingQueue.put",
                        "BlockingQueue.take",
                        "Semaphore.tryAcquire",
                        "CountDownLatch.await",
                        "ReentrantLock.lockInterruptibly",
                        "CyclicBarrier.await",
                        "CompletableFuture.get",
                        "Thread.join");
    }

    @Test
    void aCallThatIsDeafToInterruptsIsNone() {
        ReentrantLock lock = new ReentrantLock();
        Semaphore permits = new Semaphore(1);
        assertThat(
                        Judged.points(
                                () -> {
                                    lock.lock();
                                    lock.unlock();
                                    permits.acquireUninterruptibly();
                                    permits.release();
                                    CompletableFuture.completedFuture(1).join();
                                    new ArrayBlockingQueue<>(1).offer(1);
                                }))
                .isEmpty();
    }

    @Test
    void parkingIsAPoint() {
        assertThat(
                        Judged.points(
                                () -> {
                                    LockSupport.parkNanos(1);
                                    LockSupport.parkNanos(this, 1);
                                    LockSupport.unpark(Thread.currentThread());
                                    LockSupport.park();
                                }))
                .containsExactly(
                        "LockSupport.parkNanos", "LockSupport.parkNanos", "LockSupport.park");
    }

    @Test
    void waitingForAMonitorsSignalIsAPoint() {
        Object monitor = new Object();
        assertThat(
                        Judged.points(
                                () -> {
                                    synchronized (monitor) {
                                        monitor.wait(10);
                                    }
                                }))
                .containsExactly("Object.wait");
    }

    @Test
    void selectingIsAPoint() {
        assertThat(
                        Judged.points(
                                () -> {
                                    try (Selector selector = Selector.open()) {
                                        selector.wakeup();
                                        selector.select();
                                    }
                                }))
                .containsExactly("Selector.select");
    }

    @Test
    void theCloseOfAnExecutorIsAPointAndThatOfAFileIsNone() {
        assertThat(
                        Judged.points(
                                () -> {
                                    try (ExecutorService pool = Executors.newFixedThreadPool(1);
                                            FileChannel file =
                                                    FileChannel.open(
                                                            Files.createTempFile(folder, "", ""))) {
                                        file.isOpen();
                                    }
                                }))
                .containsExactly("ExecutorService.close");
    }

    @Test
    void theJoinAndTheCloseOfAScopeArePoints() {
        assertThat(
                        Judged.points(
                                () -> {
                                    try (var scope = StructuredTaskScope.open()) {
                                        scope.join();
                                    }
                                }))
                .containsExactly("StructuredTaskScope.join", "StructuredTaskScope.close");
    }

    @Test
    void aLookAtTheFlagIsAPointThatNeverWaits() {
        Body body =
                () -> {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                };
        assertThat(Judged.points(body))
                .containsExactly("Thread.isInterrupted", "Thread.interrupted");
        assertThat(whens(Judged.holds(body))).containsExactly(When.BEFORE, When.BEFORE);
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

    private static void inspect(Attempt attempt, boolean byToken) {
        Token token = new Token();
        Token other = new Token();
        if (byToken) {
            attempt.token(token);
        }
        attempt.run(
                () -> {
                    Thread.sleep(1);
                    other.isCancelled();
                    token.isCancelled();
                });
    }

    @Test
    void aCheckIsAPointOfItsOwnTokenAlone() {
        Story story = Judged.holds(a -> inspect(a, true));
        assertThat(story.points())
                .extracting(Story.Point::call)
                .containsExactly("PointsTest.Token.isCancelled");
    }

    @Test
    void aCheckIsNoPointForAnInterrupt() {
        Story story = Judged.holds(a -> inspect(a, false));
        assertThat(story.points()).extracting(Story.Point::call).containsExactly("Thread.sleep");
    }

    @Test
    void aMethodReferenceIsTheCallThatItStandsFor() {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        assertThat(
                        Judged.points(
                                () -> {
                                    queue.put(1);
                                    Callable<Integer> take = queue::take;
                                    take.call();
                                }))
                .containsExactly("BlockingQueue.put", "BlockingQueue.take");
        Semaphore permits = new Semaphore(0);
        assertThat(
                        Judged.points(
                                () -> {
                                    permits.release();
                                    Body acquire = permits::acquire;
                                    try {
                                        acquire.run();
                                    } catch (InterruptedException e) {
                                        throw e;
                                    } catch (Throwable t) {
                                        throw new AssertionError(t);
                                    }
                                    permits.drainPermits();
                                }))
                .containsExactly("Semaphore.acquire");
    }

    @Test
    void aBodyThatIsAMethodReferenceHasItsPoint() {
        Story story = Judged.holds(a -> a.call(new CountDownLatch(0)::getCount));
        assertThat(story.points()).isEmpty();
        assertThat(Judged.holds(a -> a.run(new CountDownLatch(0)::await)).points()).hasSize(1);
    }

    @Test
    void aPointInALambdaOfALibraryCallIsFound() {
        assertThat(
                        Judged.points(
                                () ->
                                        List.of(1, 2)
                                                .forEach(
                                                        n -> {
                                                            try {
                                                                Thread.sleep(n);
                                                            } catch (InterruptedException e) {
                                                                Thread.currentThread().interrupt();
                                                            }
                                                        })))
                .containsExactly("Thread.sleep", "Thread.sleep");
    }

    @Test
    void anInterruptComesBeforeTheCallAndWhileItWaits() {
        assertThat(whens(Judged.holds((Body) () -> Thread.sleep(1))))
                .containsExactly(When.BEFORE, When.WAITING);
    }

    @Test
    void aCallThatNeverWaitsIsInterruptedBeforeItOnly() {
        assertThat(whens(Judged.holds((Body) () -> new CountDownLatch(0).await())))
                .containsExactly(When.BEFORE);
    }

    @Test
    void pointsOfAllThreadsAreCountedTogether() {
        Story story =
                Judged.holds(
                        () -> {
                            Exchanger<Integer> exchanger = new Exchanger<>();
                            try (ExecutorService pool =
                                    Executors.newVirtualThreadPerTaskExecutor()) {
                                var other = pool.submit(() -> exchanger.exchange(1));
                                try {
                                    exchanger.exchange(2);
                                } finally {
                                    other.cancel(true);
                                }
                            }
                        });
        assertThat(story.points()).extracting(Story.Point::n).containsExactly(1, 2, 3);
        assertThat(story.points()).extracting(Story.Point::thread).contains("body");
        assertThat(story.points().stream().map(Story.Point::thread).distinct()).hasSize(2);
    }
}
