package guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class GuardTest {
    private final AtomicInteger cleanups = new AtomicInteger();
    private boolean disarmed;

    private void cleanUp() {
        cleanups.incrementAndGet();
    }

    private void fail() throws IOException {
        cleanups.incrementAndGet();
        throw new IOException("cannot be undone");
    }

    private void work() throws Exception {
        try (Guard guard = new Guard(this::cleanUp)) {
            Thread.sleep(Duration.ofMillis(5));
            Thread.sleep(Duration.ofMillis(5));
            guard.disarm();
            disarmed = true;
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    @CancelEverywhere
    void theCleanupRunsOnceUnlessDisarmHasBeenReached(Attempt attempt) {
        attempt.watch("disarmed", () -> disarmed)
                .watch("cleanups", cleanups::get)
                .invariant(
                        "one cleanup if it was not disarmed, else none",
                        () -> cleanups.get() == (disarmed ? 0 : 1))
                .run(this::work);
    }

    /** Its second wait is left with the interrupt status set, and nothing is thrown. */
    private void workThatMarks() throws Exception {
        try (Guard _ = new Guard(this::cleanUp)) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @CancelEverywhere
    void theCleanupRunsAlsoWithTheStatusSet(Attempt attempt) {
        attempt.watch("cleanups", cleanups::get)
                .invariant("one cleanup", () -> cleanups.get() == 1)
                .run(this::workThatMarks);
    }

    @Test
    void closedAgainItDoesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.close();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @Test
    void closedAgainItDoesNothingAlsoIfTheCleanupHasFailed() throws Exception {
        Guard guard = new Guard(this::fail);
        assertThatThrownBy(guard::close).isInstanceOf(IOException.class);
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @Test
    void disarmedItDoesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.disarm();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isZero();
    }

    @Test
    void disarmedAfterItWasClosedChangesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.close();
        guard.disarm();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @CancelEverywhere
    void aCleanupThatFailsDoesNotHideTheCancellation(Attempt attempt) {
        Outcome<Void> outcome =
                attempt.mayAbsorb("judged here")
                        .run(
                                () -> {
                                    try (Guard guard = new Guard(this::fail)) {
                                        Thread.sleep(Duration.ofMillis(5));
                                        guard.disarm();
                                    }
                                });
        outcome.thrown()
                .ifPresent(
                        t -> {
                            assertThat(t).isInstanceOf(InterruptedException.class);
                            assertThat(t.getSuppressed())
                                    .as("suppressed")
                                    .hasExactlyElementsOfTypes(IOException.class);
                        });
    }

    @Test
    void aCleanupThatFailsIsNotHidden() {
        assertThatThrownBy(
                        () -> {
                            try (Guard _ = new Guard(this::fail)) {
                                cleanups.set(0); // all is well in the block
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @CancelEverywhere
    void closedByTwoThreadsItCleansUpOnce(Attempt attempt) {
        Guard guard = new Guard(this::cleanUp);
        attempt.undisturbed()
                .inEveryOrder()
                .watch("cleanups", cleanups::get)
                .invariant("one cleanup", () -> cleanups.get() == 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> closeQuietly(guard));
                            guard.close();
                            other.join();
                        });
    }

    private static void closeQuietly(Guard guard) {
        try {
            guard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
