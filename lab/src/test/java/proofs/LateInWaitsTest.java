package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A cancellation may come at any moment of a wait, not only at its first. */
@Timeout(60)
class LateInWaitsTest {
    /** After an interrupt it waits for the rest of the grace, or for the whole grace anew. */
    private static void grace(Attempt attempt, boolean right) {
        AtomicReference<Duration> took = new AtomicReference<>(Duration.ZERO);
        attempt.invariant(
                        "no longer than the grace",
                        () -> took.get().compareTo(Duration.ofMillis(100)) <= 0)
                .run(
                        () -> {
                            long begin = System.nanoTime();
                            boolean interrupted = false;
                            long left = TimeUnit.MILLISECONDS.toNanos(100);
                            while (left > 0) {
                                try {
                                    TimeUnit.NANOSECONDS.sleep(left);
                                    left = 0;
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                    if (right) {
                                        left -= System.nanoTime() - begin;
                                    }
                                }
                            }
                            took.set(Duration.ofNanos(System.nanoTime() - begin));
                            if (interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Test
    void aGraceThatBeginsAnewAtAnInterruptIsFound() {
        assertThat(Judged.broken(a -> grace(a, false)))
                .contains("broken: no longer than the grace", "after a wait of 50 ms");
    }

    @Test
    void aGraceOfWhichAPartIsUsedIsKept() {
        Judged.holds(a -> grace(a, true));
    }

    @Test
    void aWaitThatEndsInTheInstantOfTheInterruptIsNoPointAfterIt() {
        Judged.holds(
                a -> {
                    CompletableFuture<String> answer = new CompletableFuture<>();
                    a.noPointAfter()
                            .onThread("body")
                            .mayAbsorb("only the points are asked for")
                            .run(
                                    () -> {
                                        Thread.ofVirtual().start(() -> answer.complete("x"));
                                        answer.get();
                                    });
                });
    }

    /** Takes what comes in the very instant of the interrupt, and then loses it, or not. */
    private static void handedOver(Attempt attempt, boolean right) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<String> done = new ArrayList<>();
        attempt.onThread("body")
                .invariant("nothing is lost", () -> queue.size() + done.size() == 1)
                .run(
                        () -> {
                            Thread producer =
                                    Thread.ofVirtual()
                                            .start(
                                                    () -> {
                                                        try {
                                                            Thread.sleep(10);
                                                            queue.put("x");
                                                        } catch (InterruptedException e) {
                                                            Thread.currentThread().interrupt();
                                                        }
                                                    });
                            boolean interrupted = false;
                            String item = null;
                            while (item == null) {
                                try {
                                    item = queue.take();
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                }
                            }
                            try {
                                if (!right) {
                                    Thread.sleep(1);
                                }
                                done.add(item);
                            } finally {
                                producer.join();
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    @Test
    void whatIsHandedOverInTheInstantOfTheInterruptIsLost() {
        assertThat(Judged.broken(a -> handedOver(a, false))).contains("broken: nothing is lost");
    }

    /** A wait that ends in the instant of the interrupt reports both, each in its own way. */
    @Test
    void theWaitAndTheInterruptMayEndInOneInstant() {
        AtomicInteger both = new AtomicInteger();
        Judged.holds(
                attempt -> {
                    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
                    attempt.onThread("body")
                            .run(
                                    () -> {
                                        Thread producer =
                                                Thread.startVirtualThread(() -> queue.add("x"));
                                        String item = queue.take();
                                        if (item != null
                                                && Thread.currentThread().isInterrupted()) {
                                            both.incrementAndGet();
                                        }
                                        producer.join();
                                    });
                });
        assertThat(both).hasPositiveValue();
    }

    @Test
    void aTimedWaitThatIsOverInTheInstantOfTheInterruptKeepsTheStatus() {
        Judged.holds(
                attempt -> {
                    CountDownLatch never = new CountDownLatch(1);
                    attempt.run(
                            () -> {
                                if (!never.await(10, TimeUnit.MILLISECONDS)) {
                                    Thread.sleep(5);
                                }
                            });
                });
    }

    /** The first interrupt shortens the wait for the rest, and the second comes late in that. */
    private static void twice(Attempt attempt, boolean right) {
        AtomicInteger cleaned = new AtomicInteger();
        attempt.inPairs()
                .invariant("cleaned", () -> cleaned.get() == 1)
                .run(
                        () -> {
                            try {
                                Thread.sleep(100);
                            } finally {
                                boolean interrupted = false;
                                for (long left = 50; left > 0; left = right && left > 1 ? 1 : 0) {
                                    long begin = System.nanoTime();
                                    try {
                                        Thread.sleep(left);
                                        cleaned.set(1);
                                        break;
                                    } catch (InterruptedException e) {
                                        interrupted = true;
                                        boolean late = System.nanoTime() - begin > 0;
                                        if (!late || right) {
                                            cleaned.set(1);
                                        }
                                    }
                                }
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    @Test
    void theSecondOfAPairMayComeLateToo() {
        assertThat(Judged.broken(a -> twice(a, false))).contains("broken: cleaned");
        Judged.holds(a -> twice(a, true));
    }
}
