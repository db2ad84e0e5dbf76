package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Two different disturbances in one run, and more than two interrupts. */
@Timeout(60)
class TwoDisturbancesTest {
    private static final String DIFFERENT = "two different disturbances in one run";
    private static final String LAST = "the last";

    /** Most people write the wrong way: once it is stopped, every interrupt is the stop's. */
    private static void whose(Attempt attempt, boolean right, boolean andInterrupt) {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        AtomicBoolean stopped = new AtomicBoolean();
        attempt.action(
                "stop",
                () -> {
                    stopped.set(true);
                    queue.add(LAST);
                });
        if (andInterrupt) {
            attempt.andInterrupt();
        }
        attempt.run(
                () -> {
                    try {
                        while (!queue.take().equals(LAST)) {
                            Thread.onSpinWait();
                        }
                    } catch (InterruptedException e) {
                        if (right || !stopped.get()) {
                            throw e;
                        }
                    }
                });
    }

    @Test
    void anInterruptThatIsTakenForAStopIsFoundInARunThatHasBoth() {
        Judged.holds((Attempt a) -> whose(a, false, false));
        assertThat(Judged.broken(a -> whose(a, false, true)))
                .contains(
                        "broken: the cancellation is not lost",
                        "stop() came here",
                        "interrupt came");
        Story story = Judged.holds((Attempt a) -> whose(a, true, true));
        assertThat(story.tried()).extracting(Story.Tried::what).contains(DIFFERENT);
    }

    /** What is taken after the stop is put back when an interrupt comes, or dropped. */
    private static void dropsWhenInterrupted(Attempt attempt, boolean right, boolean andInterrupt) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("a"));
        CountDownLatch stop = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        attempt.action("stop", stop::countDown);
        if (andInterrupt) {
            attempt.andInterrupt();
        }
        attempt.invariant("nothing is lost", () -> queue.size() + handled.get() == 1)
                .run(
                        () -> {
                            stop.await();
                            String item = queue.take();
                            try {
                                Thread.sleep(10);
                                handled.incrementAndGet();
                            } catch (InterruptedException e) {
                                if (right) {
                                    queue.add(item);
                                }
                                throw e;
                            }
                        });
    }

    @Test
    void aPhaseThatOnlyAnActionLeadsToIsInterrupted() {
        Judged.holds((Attempt a) -> dropsWhenInterrupted(a, false, false));
        assertThat(Judged.broken(a -> dropsWhenInterrupted(a, false, true)))
                .contains("broken: nothing is lost");
        Judged.holds((Attempt a) -> dropsWhenInterrupted(a, true, true));
    }

    /** After a stop it goes on for its grace, and a second request ends that, or is not heard. */
    private static void forced(Attempt attempt, boolean right, boolean both) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch force = new CountDownLatch(1);
        AtomicReference<Duration> took = new AtomicReference<>(Duration.ZERO);
        AtomicReference<Long> forcedAt = new AtomicReference<>(-1L);
        attempt.action("stop", stop::countDown);
        if (both) {
            attempt.action(
                    "force",
                    () -> {
                        forcedAt.set(System.nanoTime());
                        force.countDown();
                        stop.countDown();
                    });
        }
        attempt.invariant("a forced one ends at once", () -> took.get().isZero())
                .run(
                        () -> {
                            stop.await();
                            boolean isForced =
                                    right
                                            ? force.await(100, TimeUnit.MILLISECONDS)
                                            : force.getCount() == 0;
                            if (!isForced) {
                                TimeUnit.MILLISECONDS.sleep(right ? 0 : 100);
                            }
                            if (forcedAt.get() >= 0) {
                                took.set(Duration.ofNanos(System.nanoTime() - forcedAt.get()));
                            }
                        });
    }

    @Test
    void twoActionsComeInOneRun() {
        Judged.holds((Attempt a) -> forced(a, false, false));
        assertThat(Judged.broken(a -> forced(a, false, true)))
                .contains("broken: a forced one ends at once", "force() came here");
        Judged.holds((Attempt a) -> forced(a, true, true));
    }

    private static final class Flag implements Cancellable {
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

    private static void tokenAndInterrupt(Attempt attempt, boolean right) {
        Flag flag = new Flag();
        attempt.token(flag)
                .andInterrupt()
                .run(
                        () -> {
                            for (int i = 0; i < 3 && !flag.isCancelled(); i++) {
                                try {
                                    Thread.sleep(1);
                                } catch (InterruptedException e) {
                                    if (right || !flag.isCancelled()) {
                                        throw e;
                                    }
                                }
                            }
                        });
    }

    @Test
    void aTokenAndAnInterruptComeInOneRun() {
        assertThat(Judged.broken(a -> tokenAndInterrupt(a, false)))
                .contains("broken: the cancellation is not lost");
        Judged.holds((Attempt a) -> tokenAndInterrupt(a, true));
    }

    @Test
    void anInterruptBesidesAnInterruptIsRefused() {
        assertThatThrownBy(() -> Cancel.everywhere(a -> a.andInterrupt().run(() -> {})))
                .hasMessageContaining("two disturbances of one test have the name \"interrupt\"");
    }

    @Test
    void twoActionsWithOneNameAreRefused() {
        Consumer<Attempt> twice =
                a -> a.action("stop", () -> {}).action("stop", () -> {}).run(() -> {});
        assertThatThrownBy(() -> Cancel.everywhere(twice))
                .hasMessageContaining("two disturbances of one test have the name \"stop\"");
    }

    /** Waits for its thread however often it is interrupted, or three times at most. */
    private static void joins(Attempt attempt, int attempts, int interrupts) {
        if (interrupts > 1) {
            attempt.interrupts(interrupts);
        }
        attempt.onThread("body")
                .run(
                        () -> {
                            Thread worker = Thread.startVirtualThread(TwoDisturbancesTest::work);
                            boolean interrupted = false;
                            for (int i = 0; i < attempts && worker.isAlive(); i++) {
                                try {
                                    worker.join();
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                }
                            }
                            if (interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static void work() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void threeAttemptsAreFoundWithThreeInterrupts() {
        Judged.holds((Attempt a) -> joins(a, 3, 2));
        assertThat(Judged.broken(a -> joins(a, 3, 3)))
                .contains("broken: no thread is left running");
        assertThat(Judged.broken(a -> joins(a, 5, 5)))
                .contains("broken: no thread is left running");
        Judged.holds((Attempt a) -> joins(a, Integer.MAX_VALUE, 5));
    }

    @Test
    void moreInterruptsAreAskedForInCountsAndOfInterruptsOnly() {
        assertThatThrownBy(() -> Cancel.everywhere(a -> a.interrupts(1).run(() -> {})))
                .hasMessageContaining("1 is less than 2");
        assertThat(Judged.misused(a -> a.action("stop", () -> {}).interrupts(3).run(() -> {})))
                .contains("interrupts(n) is for interrupts only");
    }

    /** Waits for the end in steps of a millisecond. */
    private static void polls(Attempt attempt, boolean right) {
        AtomicBoolean cleaned = new AtomicBoolean();
        attempt.inPairs()
                .invariant("cleaned", cleaned::get)
                .run(
                        () -> {
                            try {
                                for (int i = 0; i < 70; i++) {
                                    Thread.sleep(1);
                                }
                            } finally {
                                if (!right) {
                                    Thread.sleep(1);
                                }
                                cleaned.set(true);
                            }
                        });
    }

    /** Every pair of interrupts waits on, step by step. */
    private static void pollsOn(Attempt attempt) {
        attempt.inPairs()
                .run(
                        () -> {
                            boolean interrupted = false;
                            for (int i = 0; i < 70; i++) {
                                try {
                                    Thread.sleep(1);
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                }
                            }
                            if (interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Test
    void pairsOverALongPollAreBoundedByTheEndsOfTheLoopAndThatIsSaid() {
        assertThat(Judged.broken(a -> polls(a, false))).contains("broken: cleaned");
        Judged.holds((Attempt a) -> polls(a, true));
        Story story = Judged.holds(TwoDisturbancesTest::pollsOn);
        assertThat(story.runs().getFirst().promises())
                .anyMatch(
                        p ->
                                p.text()
                                        .endsWith(
                                                "pairs of cancellations, each place at its first,"
                                                        + " second and last pass"));
        assertThat(story.tried())
                .filteredOn(t -> t.what().equals("a second cancellation after each first one"))
                .allMatch(t -> t.runs() < 100);
    }

    /** After the stop it works on for its grace, which begins with the stop, or began long ago. */
    private static void grace(Attempt attempt, boolean right) {
        CountDownLatch stop = new CountDownLatch(1);
        AtomicReference<Long> stoppedAt = new AtomicReference<>(-1L);
        AtomicReference<Long> endedAt = new AtomicReference<>(-1L);
        attempt.action(
                        "stop",
                        () -> {
                            stoppedAt.set(System.nanoTime());
                            stop.countDown();
                        })
                .invariant(
                        "it has its whole grace",
                        () ->
                                endedAt.get() < 0
                                        || endedAt.get() - stoppedAt.get()
                                                >= TimeUnit.MILLISECONDS.toNanos(100))
                .run(
                        () -> {
                            long begin = System.nanoTime();
                            if (stop.await(60, TimeUnit.MILLISECONDS)) {
                                long from = right ? System.nanoTime() : begin;
                                long grace = TimeUnit.MILLISECONDS.toNanos(100);
                                TimeUnit.NANOSECONDS.sleep(from + grace - System.nanoTime());
                                endedAt.set(System.nanoTime());
                            }
                        });
    }

    @Test
    void anActionComesLateInAWait() {
        assertThat(Judged.broken(a -> grace(a, false)))
                .contains("broken: it has its whole grace", "after a wait of 30 ms");
        Judged.holds((Attempt a) -> grace(a, true));
    }

    @Test
    void anActionComesInTheInstantInWhichAWaitEnds() {
        AtomicInteger both = new AtomicInteger();
        Judged.holds(
                attempt -> {
                    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
                    AtomicBoolean stopped = new AtomicBoolean();
                    AtomicReference<Long> waits = new AtomicReference<>(0L);
                    attempt.action("stop", () -> stopped.set(System.nanoTime() > waits.get()))
                            .run(
                                    () -> {
                                        Thread producer =
                                                Thread.startVirtualThread(
                                                        () -> {
                                                            work();
                                                            queue.add("x");
                                                        });
                                        waits.set(System.nanoTime() + 9_999_999);
                                        if (queue.poll(1, TimeUnit.SECONDS) != null
                                                && stopped.get()) {
                                            both.incrementAndGet();
                                        }
                                        producer.join();
                                    });
                });
        assertThat(both).hasPositiveValue();
    }
}
