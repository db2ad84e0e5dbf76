package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.StructuredTaskScope;
import java.util.function.Consumer;

/** A body that has ended leaves no thread behind, however it ended. */
class ThreadsLeftTest {
    private static final String LEFT = "broken: no thread is left running: ";

    private static void nap() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPlatformThreadThatIsNotJoinedIsNamedWithItsLine() {
        Body body =
                () -> {
                    Thread worker =
                            new Thread(
                                    () -> {
                                        try {
                                            Thread.sleep(1_000); // left
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                    },
                                    "worker");
                    worker.start();
                    worker.join();
                };
        assertThat(Judged.broken(body))
                .contains(LEFT + "worker, at " + Judged.line("ThreadsLeftTest.java", "left"));
    }

    @Test
    void aVirtualThreadThatIsNotJoinedIsNamed() {
        Body body = () -> Thread.ofVirtual().name("worker").start(ThreadsLeftTest::nap).join();
        assertThat(Judged.broken(body)).contains(LEFT + "worker, at ThreadsLeftTest.java:");
    }

    @Test
    void aThreadThatIsInterruptedButNotAwaitedIsGoneByTheTimeThatAllIsQuiet() {
        Judged.holds(
                () -> {
                    Thread worker = Thread.startVirtualThread(ThreadsLeftTest::nap);
                    try {
                        worker.join();
                    } finally {
                        worker.interrupt();
                    }
                });
    }

    @Test
    void aThreadThatIsStoppedAndJoinedIsNotLeft() {
        Judged.holds(
                () -> {
                    Thread worker = new Thread(ThreadsLeftTest::nap);
                    worker.start();
                    boolean interrupted = false;
                    try {
                        worker.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        worker.interrupt();
                        worker.join();
                    }
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Test
    void aPoolThatIsNotShutDownLeavesItsThreads() {
        Body body =
                () -> {
                    ExecutorService pool = Executors.newFixedThreadPool(2);
                    pool.submit(() -> 1).get();
                    pool.shutdown();
                };
        assertThat(Judged.broken(body)).contains(LEFT + "pool-1-thread-1, idle in a pool");
    }

    @Test
    void aPoolThatIsClosedLeavesNone() {
        Judged.holds(
                () -> {
                    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                        pool.submit(() -> 1).get();
                    }
                });
    }

    @Test
    void aTaskOfAnExecutorThatIsNotClosedIsLeft() {
        Body body =
                () -> {
                    ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
                    Future<?> task = tasks.submit(ThreadsLeftTest::nap);
                    task.get();
                };
        assertThat(Judged.broken(body)).contains(LEFT);
    }

    @Test
    void aScopeLeavesNone() {
        Judged.holds(
                () -> {
                    try (var scope = StructuredTaskScope.open()) {
                        scope.fork(ThreadsLeftTest::nap);
                        scope.fork(ThreadsLeftTest::nap);
                        scope.join();
                    }
                });
    }

    @Test
    void aThreadThatWaitsForWhatNeverComesIsLeftByEveryRun() {
        Body body =
                () -> {
                    CountDownLatch never = new CountDownLatch(1);
                    Thread.ofVirtual()
                            .name("waiter")
                            .start(
                                    () -> {
                                        try {
                                            never.await();
                                        } catch (InterruptedException e) {
                                            return;
                                        }
                                    });
                };
        assertThat(Judged.broken(body)).startsWith("broken without any cancellation");
        assertThat(Judged.broken(body)).contains(LEFT + "waiter, at ThreadsLeftTest.java:");
    }

    @Test
    @Timeout(60)
    void aTestClosesAPoolAfterTheRun() {
        for (boolean mayLeave : new boolean[] {true, false}) {
            Consumer<Attempt> test =
                    attempt -> {
                        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                            if (mayLeave) {
                                attempt.mayLeaveThreads("the test closes the pool");
                            }
                            attempt.run(() -> pool.submit(() -> 1).get());
                        }
                    };
            if (mayLeave) {
                Judged.holds(test);
            } else {
                assertThat(Judged.broken(test)).contains(LEFT + "pool-0-thread-1");
            }
        }
    }

    @Test
    void aTestMayLetThreadsGoOnForAReason() {
        Body body = () -> Thread.ofVirtual().start(ThreadsLeftTest::nap).join();
        Judged.holds(a -> a.mayLeaveThreads("the owner stops the worker").run(body));
    }
}
