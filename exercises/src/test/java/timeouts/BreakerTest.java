package timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.BreakerOpen;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Breaker breaker = new Breaker(2, PAUSE, () -> now);
    private final AtomicInteger made = new AtomicInteger();

    private String succeeds() {
        made.incrementAndGet();
        return "answer";
    }

    private static Callable<String> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    private void fail(Exception failure) {
        assertThatThrownBy(() -> breaker.call(failing(failure))).isSameAs(failure);
    }

    private void fail() {
        fail(new IOException("down"));
    }

    private void open() {
        fail();
        fail();
    }

    private void pauseIsOver() {
        now = now.plus(PAUSE);
    }

    private void isClosed() throws Exception {
        assertThat(breaker.call(this::succeeds)).isEqualTo("answer");
    }

    private void isOpen() {
        int before = made.get();
        assertThatThrownBy(() -> breaker.call(this::succeeds)).isInstanceOf(BreakerOpen.class);
        assertThat(made.get()).as("calls made").isEqualTo(before);
    }

    @Test
    void theBreakerOpensAtTheFailureThreshold() throws Exception {
        fail();
        isClosed();
        fail();
        fail();
        isOpen();
    }

    @Test
    void timeoutsCountAsFailures() {
        fail(new SocketTimeoutException("too slow"));
        fail(new TimeoutException());
        isOpen();
    }

    @Test
    void aSuccessfulProbeClosesTheBreaker() throws Exception {
        open();
        now = now.plus(PAUSE).minusMillis(1);
        isOpen();
        pauseIsOver();
        isClosed();
        fail();
        isClosed();
    }

    @Test
    void aFailedProbeReopensTheBreaker() throws Exception {
        open();
        pauseIsOver();
        fail();
        isOpen();
        pauseIsOver();
        isClosed();
    }

    @Test
    void aLateSuccessDoesNotCloseTheBreaker() throws Exception {
        String late =
                breaker.call(
                        () -> {
                            open();
                            return "late";
                        });
        assertThat(late).isEqualTo("late");
        isOpen();
    }

    /** A call that throws when it is interrupted. */
    private String waits() throws InterruptedException {
        made.incrementAndGet();
        Thread.sleep(Duration.ofMillis(5));
        return "answer";
    }

    /** A call that reports an interrupt as many clients do. */
    private String setsTheStatus() throws IOException {
        try {
            return waits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("no answer");
        }
    }

    private void aCancelledCallIsNotCounted(Attempt attempt, Callable<String> call)
            throws Exception {
        fail();
        Outcome<String> outcome = attempt.call(() -> breaker.call(call));
        if (outcome.thrown().isPresent()) {
            fail(); // the second failure
            isOpen();
        }
    }

    @CancelEverywhere
    void aCancelledCallDoesNotChangeTheFailureCount(Attempt attempt) throws Exception {
        aCancelledCallIsNotCounted(attempt, this::waits);
    }

    @CancelEverywhere
    void aCancelledCallThatSetsTheStatusDoesNotChangeTheFailureCount(Attempt attempt)
            throws Exception {
        aCancelledCallIsNotCounted(attempt, this::setsTheStatus);
    }

    private void aCancelledProbeIsForgotten(Attempt attempt, Callable<String> call)
            throws Exception {
        open();
        pauseIsOver();
        Outcome<String> outcome = attempt.call(() -> breaker.call(call));
        outcome.thrown().ifPresent(t -> assertThat(t).isNotInstanceOf(BreakerOpen.class));
        isClosed(); // by the next probe, or by this one
    }

    @CancelEverywhere
    void aCancelledProbeLetsTheNextCallProbe(Attempt attempt) throws Exception {
        aCancelledProbeIsForgotten(attempt, this::waits);
    }

    @CancelEverywhere
    void aCancelledProbeThatSetsTheStatusLetsTheNextCallProbe(Attempt attempt) throws Exception {
        aCancelledProbeIsForgotten(attempt, this::setsTheStatus);
    }

    private void failingProbe() throws InterruptedException {
        try {
            breaker.call(
                    () -> {
                        waits();
                        throw new IOException("down");
                    });
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // down, or refused
        }
    }

    @CancelEverywhere
    void onlyOneOfTwoCallersProbes(Attempt attempt) {
        open();
        pauseIsOver();
        attempt.undisturbed()
                .allInterleavings()
                .watch("calls made", made::get)
                .invariant("exactly one call is made", () -> made.get() == 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(this::failingProbeQuietly);
                            failingProbe();
                            other.join();
                        });
    }

    private void failingProbeQuietly() {
        try {
            failingProbe();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @CancelEverywhere
    void noConcurrentFailureIsLost(Attempt attempt) {
        attempt.undisturbed()
                .allInterleavings()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(this::fail);
                            fail();
                            other.join();
                        });
        isOpen();
    }

    @CancelEverywhere
    void callsDoNotBlockEachOther(Attempt attempt) {
        CountDownLatch both = new CountDownLatch(2);
        Callable<String> meets =
                () -> {
                    both.countDown();
                    both.await();
                    return "met";
                };
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> assertThat(met(meets)).isEqualTo("met"));
                            breaker.call(meets);
                            other.join();
                        });
    }

    private String met(Callable<String> meets) {
        try {
            return breaker.call(meets);
        } catch (Exception e) {
            return e.toString();
        }
    }
}
