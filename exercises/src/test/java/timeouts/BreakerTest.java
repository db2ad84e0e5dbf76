package timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cancelsafe.given.BreakerOpen;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class BreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Breaker breaker = new Breaker(2, PAUSE, () -> now);
    private final AtomicInteger made = new AtomicInteger();

    private String succeeds() {
        made.incrementAndGet();
        return "answer";
    }

    @AfterEach
    void clearTheStatus() {
        Thread.interrupted(); // a failed test must not disturb the next one
    }

    private String succeedsInterrupted() {
        Thread.currentThread().interrupt();
        return succeeds();
    }

    private static String thrown(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    private static void fail(Breaker breaker, Throwable failure) {
        assertThatThrownBy(() -> breaker.call(() -> thrown(failure)))
                .as("what the caller of a failing call gets")
                .isSameAs(failure);
        assertThat(Thread.interrupted())
                .as("interrupt status after a failing call, which did not set it")
                .isFalse();
    }

    private void fail(Throwable failure) {
        fail(breaker, failure);
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
        assertThat(breaker.call(this::succeeds))
                .as("value of an admitted call")
                .isEqualTo("answer");
    }

    private void isOpen() {
        isOpen(breaker);
    }

    private void isOpen(Breaker breaker) {
        int before = made.get();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> breaker.call(this::succeeds))
                .as("what a refused caller gets")
                .isInstanceOf(BreakerOpen.class);
        assertThat(Thread.interrupted())
                .as("interrupt status after a refusal, set before it")
                .isTrue();
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
    void everyThresholdIsExact() throws Exception {
        for (int threshold : List.of(1, 2, 3, 10)) {
            Breaker other = new Breaker(threshold, PAUSE, () -> now);
            for (int failures = 0; failures < threshold; failures++) {
                assertThat(other.call(() -> "admitted")).as("%d failures", failures).isNotNull();
                for (int i = 0; i <= failures; i++) {
                    fail(other, new InterruptedException("cancelled")); // is not counted
                    fail(other, new IOException("down"));
                }
            }
            isOpen(other);
        }
    }

    @Test
    void twoBreakersShareNothing() throws Exception {
        AtomicReference<Instant> elsewhere = new AtomicReference<>(now.plus(Duration.ofDays(1)));
        Duration longer = PAUSE.plusSeconds(1);
        Breaker other = new Breaker(3, longer, elsewhere::get);
        open();
        isOpen();
        for (int i = 0; i < 3; i++) {
            fail(other, new IOException("down"));
        }
        isOpen(other);
        pauseIsOver();
        String both =
                breaker.call(
                        () -> {
                            isOpen(other);
                            elsewhere.set(elsewhere.get().plus(longer));
                            return other.call(this::succeeds); // a probe during a probe
                        });
        assertThat(both).as("value of a call through both breakers").isEqualTo("answer");
    }

    @Test
    void errorsCountAsFailures() {
        fail(new StackOverflowError());
        fail(new CancellationException("the call's own"));
        isOpen();
    }

    @Test
    void timeoutsCountAsFailures() {
        fail(new SocketTimeoutException("too slow"));
        fail(new TimeoutException());
        isOpen();
    }

    /** The call goes through another breaker, too, and that one is open. */
    @Test
    void aRefusalByAnotherBreakerCountsAsAFailure() throws Exception {
        fail(new BreakerOpen());
        fail(new BreakerOpen());
        isOpen();
        pauseIsOver();
        fail(new BreakerOpen()); // the probe
        isOpen();
        pauseIsOver();
        isClosed();
    }

    @Test
    void aSuccessfulProbeClosesTheBreaker() throws Exception {
        open();
        now = now.plus(PAUSE).minusNanos(1);
        isOpen();
        now = now.plusNanos(1);
        isClosed();
        fail();
        isClosed();
    }

    private void answersInterrupted() throws Exception {
        assertThat(breaker.call(this::succeedsInterrupted))
                .as("value of a call that returns with the interrupt status set")
                .isEqualTo("answer");
        assertThat(Thread.interrupted()).as("interrupt status after this call").isTrue();
    }

    @Test
    void aCallThatReturnsWithTheStatusSetIsASuccess() throws Exception {
        fail();
        answersInterrupted();
        fail();
        isClosed();
        open();
        pauseIsOver();
        answersInterrupted();
        fail();
        isClosed();
    }

    @Test
    @SuppressWarnings("NullAway") // null is a value like any other
    void aProbeThatReturnsNullClosesTheBreaker() throws Exception {
        open();
        pauseIsOver();
        Callable<@Nullable String> nothing = () -> null;
        assertThat(breaker.call(nothing)).as("value of the probe").isNull();
        isClosed();
        isClosed();
    }

    @Test
    void aSecondOutageIsLikeTheFirst() throws Exception {
        for (int outage = 1; outage <= 3; outage++) {
            open();
            isOpen();
            pauseIsOver();
            isClosed();
        }
    }

    @Test
    void theBreakerAdmitsAProbeHoweverLateItComes() throws Exception {
        open();
        now = now.plus(Duration.ofDays(400));
        isClosed();
    }

    @Test
    void aFailedProbeReopensTheBreaker() throws Exception {
        open();
        pauseIsOver();
        for (Throwable failure : List.of(new IOException("down"), new StackOverflowError())) {
            fail(failure);
            now = now.plus(PAUSE).minusNanos(1);
            isOpen();
            now = now.plusNanos(1);
        }
        isClosed();
    }

    /** Neither the failure nor the end of the pause is at a whole millisecond. */
    @Test
    void thePauseIsExactToTheNanosecond() throws Exception {
        now = now.plusNanos(900_001);
        for (long nanos : List.of(1L, 999_999L, 1_500_000L, 30_000_000_001L)) {
            Duration exact = Duration.ofNanos(nanos);
            Breaker other = new Breaker(1, exact, () -> now);
            for (int pause = 1; pause <= 2; pause++) { // the second after a probe
                fail(other, new IOException("down"));
                now = now.plus(exact).minusNanos(1);
                isOpen(other);
                now = now.plusNanos(1);
            }
            assertThat(other.call(() -> "probe")).as("value of the probe").isEqualTo("probe");
        }
    }

    /** A call that fails slowly, as one with a timeout does. */
    private void failSlowly() {
        assertThatThrownBy(() -> breaker.call(this::takesAPause)).isInstanceOf(IOException.class);
    }

    private String takesAPause() throws IOException {
        pauseIsOver();
        throw new IOException("too slow");
    }

    @Test
    void thePauseBeginsWithTheLastFailure() throws Exception {
        fail();
        failSlowly();
        isOpen();
        pauseIsOver();
        failSlowly(); // the probe
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
                            Thread.currentThread().interrupt();
                            return "late";
                        });
        assertThat(late).as("value of the late call").isEqualTo("late");
        assertThat(Thread.interrupted()).as("interrupt status after the late call").isTrue();
        isOpen();
        pauseIsOver();
        fail(); // the probe
        isOpen();
    }

    /** A call that was admitted in time ends while a probe is being made. */
    private void endsBesideAProbe(Attempt attempt, Callable<String> end) {
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread late =
                                    Thread.startVirtualThread(
                                            () -> met(() -> endsAfter(probing, end)));
                            attempt.settle(); // the late call has been admitted
                            open();
                            pauseIsOver();
                            Thread probe =
                                    Thread.startVirtualThread(
                                            () -> met(() -> endsAfter(ended, () -> "probe")));
                            attempt.settle();
                            probing.countDown();
                            late.join();
                            isOpen();
                            pauseIsOver();
                            isOpen(); // the probe is still being made
                            ended.countDown();
                            probe.join();
                            isClosed();
                        });
    }

    private static String endsAfter(CountDownLatch latch, Callable<String> end) throws Exception {
        latch.await();
        return end.call();
    }

    @CancelEverywhere
    void aLateFailureDoesNotEndAProbe(Attempt attempt) {
        endsBesideAProbe(attempt, () -> thrown(new IOException("late")));
    }

    @CancelEverywhere
    void aLateSuccessDoesNotEndAProbe(Attempt attempt) {
        endsBesideAProbe(attempt, () -> "late");
    }

    @CancelEverywhere
    void aLateCancelledCallDoesNotEndAProbe(Attempt attempt) {
        endsBesideAProbe(attempt, () -> thrown(new InterruptedException("late")));
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

    /** A call whose clean-up fails when it is interrupted. */
    private String setsTheStatusAndFails() {
        try {
            return waits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackOverflowError("in the clean-up");
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

    @CancelEverywhere
    void aCancelledCallThatThrowsAnErrorDoesNotChangeTheFailureCount(Attempt attempt)
            throws Exception {
        aCancelledCallIsNotCounted(attempt, this::setsTheStatusAndFails);
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

    @Test
    void anyNumberOfProbesMayBeCancelled() throws Exception {
        open();
        pauseIsOver();
        for (int i = 0; i < 3; i++) {
            fail(new InterruptedException("cancelled"));
        }
        isClosed();
    }

    private String failsAtOnce() throws IOException {
        made.incrementAndGet();
        throw new IOException("down");
    }

    private String failsLater() throws Exception {
        waits();
        throw new IOException("down");
    }

    private void onlyOneProbes(Attempt attempt, Callable<String> probe) {
        open();
        pauseIsOver();
        attempt.undisturbed()
                .allInterleavings()
                .watch("calls made", made::get)
                .invariant("exactly one call is made", () -> made.get() == 1)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> failsOrIsRefused(probe));
                            met(() -> thrown(new InterruptedException("a cancelled probe")));
                            failsOrIsRefused(probe);
                            other.join();
                        })
                .value(); // so that an exception of the body is judged
    }

    /** The caller is interrupted before; if the call is made, it clears the status. */
    private void failsOrIsRefused(Callable<String> probe) {
        Thread.currentThread().interrupt();
        Callable<String> clears =
                () -> {
                    Thread.interrupted();
                    return probe.call();
                };
        Throwable thrown = catchThrowable(() -> breaker.call(clears));
        assertThat(thrown)
                .as("what the caller of a failing probe gets, or a refused caller")
                .isInstanceOfAny(IOException.class, BreakerOpen.class);
        assertThat(Thread.interrupted())
                .as("interrupt status of the caller, which only the call clears")
                .isEqualTo(thrown instanceof BreakerOpen);
    }

    @CancelEverywhere
    void onlyOneOfTwoCallersProbes(Attempt attempt) {
        onlyOneProbes(attempt, this::failsLater);
    }

    /** The other caller may have seen the end of the pause before. */
    @CancelEverywhere
    void aProbeThatFailsStartsAnotherPauseForAllCallers(Attempt attempt) {
        onlyOneProbes(attempt, this::failsAtOnce);
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

    /** A success and the second failure end at the same time; a third failure follows. */
    @CancelEverywhere
    void noFailureAfterASuccessIsLost(Attempt attempt) {
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        attempt.undisturbed()
                .allInterleavings()
                .run(
                        () -> {
                            fail();
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> {
                                                met(() -> failsWith(both, failed));
                                                met(() -> failsWith(both, failed));
                                            });
                            attempt.settle(); // the second failure waits for the success
                            met(() -> endsWith(both, () -> "answer"));
                            other.join();
                        });
        if (failed.get() == 2) { // so the success came before both
            isOpen();
        }
    }

    private static String failsWith(CountDownLatch both, AtomicInteger failed) throws Exception {
        Thread.sleep(Duration.ofMillis(5L * failed.get())); // the success ends meanwhile
        return endsWith(
                both,
                () -> {
                    failed.incrementAndGet();
                    throw new IOException("down");
                });
    }

    private static String endsWith(CountDownLatch both, Callable<String> end) throws Exception {
        both.countDown();
        return endsAfter(both, end);
    }

    /** It comes from another call, which fails at the same time. */
    @CancelEverywhere
    void anInterruptDuringAFailingCallIsNotLost(Attempt attempt) {
        Callable<Boolean> both =
                () -> {
                    Thread caller = Thread.currentThread();
                    Callable<String> interrupts =
                            () -> {
                                caller.interrupt();
                                return failsAtOnce();
                            };
                    Thread other = Thread.startVirtualThread(() -> met(interrupts));
                    met(this::failsAtOnce);
                    attempt.settle(); // now the caller has been interrupted
                    boolean interrupted = Thread.interrupted();
                    other.join();
                    return interrupted;
                };
        assertThat(attempt.undisturbed().allInterleavings().call(both).value())
                .as("interrupt status after a failing call that was interrupted")
                .isTrue();
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
                                            () ->
                                                    assertThat(met(meets))
                                                            .as("value")
                                                            .isEqualTo("met"));
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
