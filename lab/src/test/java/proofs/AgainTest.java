package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** After a cancellation the same objects are used once more, and do what fresh ones do. */
class AgainTest {
    /** Remembers that it has begun. */
    private static final class Meter {
        private final boolean forgets;
        private boolean begun;

        Meter(boolean forgets) {
            this.forgets = forgets;
        }

        int read() throws InterruptedException {
            if (begun) {
                throw new IllegalStateException("it is being read"); // refuses
            }
            begun = true;
            try {
                Thread.sleep(5);
            } finally {
                begun = !forgets;
            }
            begun = false;
            return 7;
        }
    }

    private static void reads(Attempt attempt, boolean forgets, boolean again) {
        Meter meter = new Meter(forgets);
        (again ? attempt.again() : attempt).call(meter::read);
    }

    @Test
    void stateThatACancellationLeavesBehindIsFound() {
        assertThat(Judged.broken(a -> reads(a, false, true)))
                .startsWith("cancelled at 1 point, broken there")
                .contains(
                        "broken: the same objects, used again, behave like fresh ones, but it threw"
                                + " java.lang.IllegalStateException: it is being read, at "
                                + Judged.line("AgainTest.java", "refuses"));
        Judged.holds(a -> reads(a, true, true));
        Judged.holds(a -> reads(a, false, false));
    }

    private static void counts(Attempt attempt, boolean inOneStep) {
        AtomicInteger left = new AtomicInteger(2);
        attempt.again()
                .call(
                        () -> {
                            if (!inOneStep) {
                                left.decrementAndGet();
                            }
                            Thread.sleep(5);
                            return inOneStep ? left.get() : left.getAndIncrement();
                        });
    }

    @Test
    void anotherValueIsFound() {
        assertThat(Judged.broken(a -> counts(a, false))).contains("but it returned 0 instead of 1");
        Judged.holds(a -> counts(a, true));
    }

    @Test
    void aSecondUseThatWaitsForeverIsFound() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Semaphore one = new Semaphore(1);
                                    a.again()
                                            .mayHold("only the second use is asked for")
                                            .run(
                                                    () -> {
                                                        one.acquire(); // waits
                                                        Thread.sleep(5);
                                                        one.release();
                                                    });
                                }))
                .contains("behave like fresh ones, but it waits for ever, at ")
                .contains(Judged.line("AgainTest.java", "waits"));
    }

    @Test
    void invariantsHoldAfterTheSecondUseToo() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    AtomicInteger open = new AtomicInteger();
                                    a.again()
                                            .invariant(
                                                    "at most one is counted", () -> open.get() < 2)
                                            .run(
                                                    () -> {
                                                        open.incrementAndGet();
                                                        Thread.sleep(5);
                                                    });
                                }))
                .contains("behave like fresh ones, but at most one is counted");
    }

    @Test
    void aTokenCannotBeTakenBack() {
        assertThat(Judged.misused(a -> a.again().action("stop", () -> {}).run(() -> {})))
                .startsWith("again() is for interrupts only");
    }
}
