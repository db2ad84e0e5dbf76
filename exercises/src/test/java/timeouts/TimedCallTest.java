package timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class TimedCallTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";

    private final TimedCall timedCall = new TimedCall();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();

    /** Works for ten seconds; interrupted, it needs 300 milliseconds to tidy up. */
    private String slow() throws InterruptedException {
        begun.incrementAndGet();
        try {
            Thread.sleep(Duration.ofSeconds(10));
            return "done";
        } catch (InterruptedException e) {
            interrupts.incrementAndGet();
            tidyUp(3);
            throw e;
        } finally {
            ended.incrementAndGet();
        }
    }

    private void tidyUp(int steps) {
        for (int step = 0; step < steps; step++) {
            try {
                Thread.sleep(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }
    }

    private String quick() throws InterruptedException {
        begun.incrementAndGet();
        try {
            Thread.sleep(Duration.ofMillis(100));
            return "quick";
        } finally {
            ended.incrementAndGet();
        }
    }

    /** Only the caller is interrupted; the body is interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return attempt.onThread("body")
                .watch("begun", begun::get)
                .watch("ended", ended::get)
                .watch("interrupts", interrupts::get);
    }

    private static Duration limit(boolean reached) {
        return reached ? SHORT : LONG;
    }

    private void bodyHasEnded(Attempt attempt, boolean reached) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .inPairs()
                        .invariant("a body that began has ended", () -> begun.get() == ended.get())
                        .run(() -> timedCall.call(limit(reached), this::slow));
        if (!outcome.cancelled()) {
            assertThat(outcome.thrown().isPresent()).as("timed out").isEqualTo(reached);
        }
    }

    @CancelEverywhere
    void theBodyHasEndedWhenTheCallTimesOut(Attempt attempt) {
        bodyHasEnded(attempt, true);
    }

    @CancelEverywhere
    void theBodyHasEndedWhenAnInterruptedCallerReturns(Attempt attempt) {
        bodyHasEnded(attempt, false);
    }

    @CancelEverywhere
    void theBodyIsInterruptedWhenTheCallerIs(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .call(() -> timedCall.call(LONG, this::slow));
        boolean cutShort = outcome.thrown().isPresent();
        if (cutShort && begun.get() > 0) {
            assertThat(interrupts.get()).as("interrupts of the body").isPositive();
        }
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .mayLeaveThreads("judged by theBodyHasEndedWhenAnInterruptedCallerReturns")
                .run(() -> timedCall.call(LONG, this::slow));
    }

    @CancelEverywhere
    void theCallerLearnsOfAnInterruptAfterTheTimeout(Attempt attempt) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayLeaveThreads("judged by theBodyHasEndedWhenTheCallTimesOut")
                        .inPairs()
                        .run(() -> timedCall.call(SHORT, this::slow));
        assertThat(outcome.returned()).as("returned a value before the body was done").isFalse();
    }

    @CancelEverywhere
    void anInterruptBeforeTheDeadlineIsNotATimeout(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .mayLeaveThreads("judged by theBodyHasEndedWhenAnInterruptedCallerReturns")
                        .call(() -> timedCall.call(LONG, this::quick));
        outcome.thrown().ifPresent(t -> assertThat(t).isInstanceOf(InterruptedException.class));
    }

    @CancelEverywhere
    void theBodyIsInterruptedOnceAtTheDeadline(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .undisturbed()
                        .call(() -> timedCall.call(SHORT, this::slow));
        assertThat(outcome.thrown()).get().isInstanceOf(TimeoutException.class);
        assertThat(interrupts.get()).as("interrupts of the body").isEqualTo(1);
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    @CancelEverywhere
    void aBodyThatEndsInTimeReturnsItsValue(Attempt attempt) {
        Outcome<String> outcome =
                interruptedAnywhere(attempt)
                        .undisturbed()
                        .call(() -> timedCall.call(SHORT, this::quick));
        assertThat(outcome.value()).isEqualTo("quick");
        assertThat(outcome.interrupted()).as("the caller's interrupt status").isFalse();
    }

    @CancelEverywhere
    void aTimeoutExceptionOfTheBodyIsAFailure(Attempt attempt) {
        TimeoutException itsOwn = new TimeoutException("the database was too slow");
        Outcome<String> outcome =
                attempt.undisturbed()
                        .call(
                                () ->
                                        timedCall.call(
                                                SHORT,
                                                () -> {
                                                    throw itsOwn;
                                                }));
        assertThat(outcome.thrown())
                .get()
                .isInstanceOf(ExecutionException.class)
                .extracting("cause")
                .isSameAs(itsOwn);
    }
}
