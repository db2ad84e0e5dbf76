package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.junit.CancelEverywhere;
import cancelsafe.lab.story.StoryJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The same code gives the same story, however busy the machine is. */
@Timeout(120)
class DeterminismTest {
    private static final int TIMES = 200;

    private volatile boolean busy;
    private final List<Thread> burners = new ArrayList<>();

    @BeforeEach
    void allCoresAreLoaded() {
        busy = true;
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread burner =
                    new Thread(
                            () -> {
                                while (busy) {
                                    Thread.onSpinWait();
                                }
                            });
            burner.setDaemon(true);
            burner.start();
            burners.add(burner);
        }
    }

    @AfterEach
    void theyAreFreeAgain() throws InterruptedException {
        busy = false;
        for (Thread burner : burners) {
            burner.join();
        }
    }

    /** Run here and in a child machine; the names go into the stories. */
    static class Cases {
        @CancelEverywhere
        void siblings(Attempt attempt) {
            attempt.run(
                    () -> {
                        try (var scope =
                                StructuredTaskScope.open(
                                        Joiner.<Integer>anySuccessfulResultOrThrow(),
                                        c -> c.withTimeout(java.time.Duration.ofSeconds(9)))) {
                            for (int i = 1; i <= 6; i++) {
                                int n = i;
                                scope.fork(
                                        () -> {
                                            Thread.sleep(n);
                                            return n;
                                        });
                            }
                            scope.join();
                        }
                    });
        }

        @CancelEverywhere
        void producersAndConsumers(Attempt attempt) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
            ReentrantLock lock = new ReentrantLock();
            attempt.run(
                    () -> {
                        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
                            try {
                                for (int i = 0; i < 3; i++) {
                                    int n = i;
                                    pool.submit(
                                            () -> {
                                                queue.put(n);
                                                lock.lockInterruptibly();
                                                lock.unlock();
                                                return n;
                                            });
                                }
                                for (int i = 0; i < 3; i++) {
                                    queue.poll(1, TimeUnit.SECONDS);
                                }
                            } finally {
                                pool.shutdownNow();
                            }
                        }
                    });
        }

        @CancelEverywhere
        void contendedMonitors(Attempt attempt) {
            Object monitor = new Object();
            int[] arrived = new int[1];
            attempt.run(
                    () -> {
                        List<Thread> threads = new ArrayList<>();
                        for (int i = 0; i < 3; i++) {
                            threads.add(Thread.ofVirtual().start(() -> meet(monitor, arrived)));
                        }
                        try {
                            for (Thread thread : threads) {
                                thread.join();
                            }
                        } finally {
                            threads.forEach(Thread::interrupt);
                        }
                    });
        }

        @CancelEverywhere
        void everyOrder(Attempt attempt) {
            AtomicInteger sum = new AtomicInteger();
            attempt.allInterleavings()
                    .mayLeaveThreads("a cancelled body awaits nobody")
                    .run(
                            () -> {
                                Runnable add = sum::incrementAndGet;
                                Thread other = Thread.startVirtualThread(add);
                                add.run();
                                other.join();
                            });
        }

        @CancelEverywhere
        void wrongInSomeOrder(Attempt attempt) {
            AtomicInteger sum = new AtomicInteger();
            attempt.undisturbed()
                    .allInterleavings()
                    .invariant("two", () -> sum.get() == 2)
                    .run(
                            () -> {
                                Runnable add = () -> sum.set(sum.get() + 1);
                                Thread other = Thread.startVirtualThread(add);
                                add.run();
                                other.join();
                            });
        }

        private static void meet(Object monitor, int[] arrived) {
            synchronized (monitor) {
                arrived[0]++;
                monitor.notifyAll();
                while (arrived[0] < 3) {
                    try {
                        monitor.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }
        }
    }

    private static void isAlwaysTheSame(Consumer<Attempt> test) {
        Set<String> stories = new HashSet<>();
        for (int i = 0; i < TIMES; i++) {
            stories.add(StoryJson.write(Cancel.everywhere(test)));
        }
        assertThat(stories).hasSize(1);
    }

    @Test
    void siblingsThatAreCancelledInABatch() {
        isAlwaysTheSame(attempt -> new Cases().siblings(attempt));
    }

    @Test
    void poolsQueuesAndLocks() {
        isAlwaysTheSame(attempt -> new Cases().producersAndConsumers(attempt));
    }

    @Test
    void contendedMonitors() {
        isAlwaysTheSame(attempt -> new Cases().contendedMonitors(attempt));
    }

    @Test
    void twoMachinesTellTheSame() throws Exception {
        String[] tests = {
            "siblings",
            "producersAndConsumers",
            "contendedMonitors",
            "everyOrder",
            "wrongInSomeOrder"
        };
        List<String> flags = List.of("-XX:+EnableDynamicAgentLoading");
        var one = ChildMachine.run(flags, Cases.class, tests);
        var other =
                ChildMachine.run(
                        List.of("-XX:+EnableDynamicAgentLoading", "-Xint"), Cases.class, tests);
        assertThat(one.out()).isEqualTo(other.out());
        assertThat(one.out().stream().filter(l -> l.endsWith(": SUCCESSFUL"))).hasSize(4);
        assertThat(one.out()).anyMatch(l -> l.contains("attempt.replay("));
    }
}
