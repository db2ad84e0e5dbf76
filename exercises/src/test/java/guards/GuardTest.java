package guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.Cleanup;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

class GuardTest {
    private final AtomicInteger cleanups = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private boolean disarmed;

    private void cleanUp() {
        cleanups.incrementAndGet();
    }

    private void fail() throws IOException {
        fail(new IOException("cannot be undone"));
    }

    private void fail(Throwable failure) throws IOException {
        cleanups.incrementAndGet();
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw (Error) failure;
        }
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
    void theCleanupRunsOnceUnlessTheGuardWasDisarmed(Attempt attempt) {
        attempt.watch("disarmed", () -> disarmed)
                .watch("cleanups", cleanups::get)
                .invariant(
                        "one cleanup if not disarmed, else none",
                        () -> cleanups.get() == (disarmed ? 0 : 1))
                .run(this::work);
    }

    /** Ends with the interrupt status set and throws nothing. */
    private void workThatSetsTheStatus() throws Exception {
        try (Guard _ = new Guard(this::cleanUp)) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @CancelEverywhere
    void theCleanupRunsEvenIfTheInterruptStatusIsSet(Attempt attempt) {
        attempt.watch("cleanups", cleanups::get)
                .invariant("exactly one cleanup", () -> cleanups.get() == 1)
                .run(this::workThatSetsTheStatus);
    }

    @CancelEverywhere
    void aFailureOfTheCleanupIsThrownAndLeavesTheInterruptStatusSet(Attempt attempt) {
        attempt.withFaults(Cleanup.class).run(this::workThatSetsTheStatus);
    }

    @Test
    void aSecondCloseDoesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.close();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @Test
    void aSecondCloseDoesNothingHoweverTheCleanupFailed() throws Exception {
        IOException cause = new IOException("the cause");
        for (Throwable failure :
                List.of(
                        new IOException("cannot be undone", cause),
                        new UncheckedIOException(cause),
                        new IllegalStateException("cannot be undone", cause),
                        new AssertionError("cannot be undone", cause))) {
            cleanups.set(0);
            Guard guard = new Guard(() -> fail(failure));
            Thread.currentThread().interrupt();
            assertThatThrownBy(guard::close).isSameAs(failure).hasNoSuppressedExceptions();
            assertThat(Thread.interrupted()).as("interrupt status, set before close()").isTrue();
            guard.close();
            assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
        }
    }

    @Test
    void aDisarmedGuardDoesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.disarm();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isZero();
    }

    @Test
    void aSecondDisarmDoesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.disarm();
        guard.disarm();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isZero();
    }

    @Test
    void aDisarmAfterCloseChangesNothing() throws Exception {
        Guard guard = new Guard(this::cleanUp);
        guard.close();
        guard.disarm();
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @CancelEverywhere
    void aFailingCleanupDoesNotHideTheCancellation(Attempt attempt) {
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
    void aFailingCleanupIsNotHidden() {
        assertThatThrownBy(
                        () -> {
                            try (Guard _ = new Guard(this::fail)) {
                                cleanups.set(0); // the block succeeds
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void twoGuardsWithOneCleanupDoNotShareTheirState() throws Exception {
        Cleanup cleanup = this::cleanUp;
        try (Guard _ = new Guard(cleanup);
                Guard _ = new Guard(cleanup);
                Guard inner = new Guard(cleanup)) {
            inner.disarm();
        }
        assertThat(cleanups.get()).as("cleanups of two guards out of three").isEqualTo(2);
    }

    private void closeAndCount(Guard guard) {
        try {
            guard.close();
        } catch (IOException _) {
            failures.incrementAndGet();
        }
    }

    @CancelEverywhere
    void aGuardClosedByTwoThreadsCleansUpOnce(Attempt attempt) {
        Guard guard = new Guard(this::fail);
        attempt.undisturbed()
                .allInterleavings()
                .watch("cleanups", cleanups::get)
                .watch("failures that close has thrown", failures::get)
                .invariant("exactly one cleanup", () -> cleanups.get() == 1)
                .invariant(
                        "only the close that has run the cleanup throws its failure",
                        () -> failures.get() == 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> closeAndCount(guard));
                            closeAndCount(guard);
                            other.join();
                        });
    }

    @CancelEverywhere
    void aGuardThatIsDisarmedDuringACloseCleansUpOnceAtMost(Attempt attempt) {
        Guard guard = new Guard(this::fail);
        attempt.undisturbed()
                .allInterleavings()
                .watch("cleanups", cleanups::get)
                .watch("failures that close has thrown", failures::get)
                .invariant("at most one cleanup", () -> cleanups.get() <= 1)
                .invariant(
                        "close throws the failure of a cleanup that it has run",
                        () -> failures.get() == cleanups.get())
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> closeAndCount(guard));
                            guard.disarm();
                            other.join();
                            guard.close();
                        });
    }

    @Test
    void aCleanupThatClosesItsOwnGuardRunsOnce() throws Exception {
        AtomicReference<Guard> own = new AtomicReference<>();
        Guard guard =
                new Guard(
                        () -> {
                            if (cleanups.incrementAndGet() < 3) { // else without end
                                own.get().close();
                            }
                        });
        own.set(guard);
        guard.close();
        assertThat(cleanups.get()).as("cleanups").isEqualTo(1);
    }

    @Test
    void aCleanupMayCloseAnotherGuard() throws Exception {
        Guard inner = new Guard(this::cleanUp);
        new Guard(inner::close).close();
        assertThat(cleanups.get()).as("cleanups of the guard that a cleanup closes").isEqualTo(1);
    }

    @CancelEverywhere
    void aSecondCloseDuringTheCleanupLeavesTheInterruptStatusSet(Attempt attempt) {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean set = new AtomicBoolean();
        Guard guard =
                new Guard(
                        () -> {
                            begun.countDown();
                            LockSupport.parkNanos(5_000_000);
                        });
        attempt.undisturbed()
                .invariant("the interrupt status is set after the second close", set::get)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> closeQuietly(guard));
                            begun.await();
                            Thread.currentThread().interrupt();
                            guard.close();
                            set.set(Thread.interrupted());
                            other.join();
                        });
    }

    @CancelEverywhere
    void twoGuardsWithOneCleanupCanRunItAtTheSameTime(Attempt attempt) {
        CountDownLatch begun = new CountDownLatch(2);
        Cleanup waitsForTheOther =
                () -> {
                    begun.countDown();
                    try {
                        begun.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                };
        Guard guard = new Guard(waitsForTheOther);
        Guard second = new Guard(waitsForTheOther);
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> closeQuietly(second));
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
