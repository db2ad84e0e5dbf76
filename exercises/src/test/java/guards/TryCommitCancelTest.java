package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Compensation;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

class TryCommitCancelTest {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";

    private final TryCommitCancel shop = new TryCommitCancel();
    private final IOException soldOut = new Refusal("sold out");
    private final AtomicInteger bookings = new AtomicInteger();
    private final AtomicInteger booked = new AtomicInteger();
    private final AtomicInteger refunds = new AtomicInteger();
    private final AtomicInteger refunded = new AtomicInteger();

    /** Two refusals with the same message are equal. */
    @SuppressWarnings("ThrowableEqualsHashCode") // many libraries do it
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Refusal refusal
                    && Objects.equals(refusal.getMessage(), getMessage());
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(getMessage());
        }
    }

    private String book() throws InterruptedException {
        bookings.incrementAndGet();
        Thread.sleep(STEP);
        Thread.sleep(STEP);
        booked.incrementAndGet();
        return "ticket";
    }

    private String failToBook() throws IOException, InterruptedException {
        bookings.incrementAndGet();
        return waitAndFail(soldOut);
    }

    private void refundWithin(Duration time) throws InterruptedException {
        Thread.sleep(time);
        refunded.incrementAndGet();
    }

    private void refund() throws InterruptedException {
        refunds.incrementAndGet();
        Thread.sleep(STEP);
        Thread.sleep(STEP);
        refunded.incrementAndGet();
    }

    private String shopFor(Callable<String> operation) throws Exception {
        return shop.tryCommitCancel(operation, this::refund);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.onThread("body")
                .watch("booked", booked::get)
                .watch("refunds begun", refunds::get)
                .watch("refunded", refunded::get);
    }

    private Attempt bookedOrRefunded(Attempt attempt) {
        return watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .invariant(
                        "the ticket is booked, or the money is refunded once",
                        () -> booked.get() + refunded.get() == 1);
    }

    private Attempt refundedOnce(Attempt attempt) {
        return watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .invariant("the money is refunded once", () -> refunded.get() == 1);
    }

    @CancelEverywhere
    void anInterruptedOperationIsCompensatedEvenIfTheCompensationIsInterrupted(Attempt attempt) {
        bookedOrRefunded(attempt).inPairs().atLeastOnePoint().run(() -> shopFor(this::book));
    }

    @CancelEverywhere
    void aFailedOperationIsCompensatedWhereverTheCallerIsInterrupted(Attempt attempt) {
        Outcome<Void> outcome =
                refundedOnce(attempt).inPairs().run(() -> shopFor(this::failToBook));
        assertThat(outcome.thrown()).as("thrown to the caller").isPresent();
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).inPairs().run(() -> shopFor(this::book));
    }

    @CancelEverywhere
    void theCallerOfAFailedOperationLearnsOfItsInterrupt(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).inPairs().run(() -> shopFor(this::failToBook));
        assertThat(outcome.thrown()).as("thrown to the caller").isPresent();
    }

    @CancelEverywhere
    void aReturnedOperationIsNotCompensatedEvenIfTheStatusIsSet(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .mayInterruptItself("the operation sets the status")
                        .invariant("no refund has begun", () -> refunds.get() == 0)
                        .call(
                                () ->
                                        shopFor(
                                                () -> {
                                                    Thread.currentThread().interrupt();
                                                    return "ticket";
                                                }));
        assertThat(outcome.thrown()).as("thrown, although the operation has returned").isEmpty();
        assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
    }

    @CancelEverywhere
    void aFailureOfTheOperationReachesTheCaller(Attempt attempt) {
        watched(attempt).withFaults(Callable.class).run(() -> shopFor(this::book));
    }

    /** Which exception the caller gets while {@code failure} is thrown by the operation. */
    private void isThrownAsItself(Throwable failure, Attempt attempt) {
        Outcome<String> outcome =
                refundedOnce(attempt).undisturbed().call(() -> shopFor(() -> fail(failure)));
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(failure);
        assertThat(failure.getSuppressed()).as("suppressed in it").isEmpty();
    }

    private static String fail(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    @CancelEverywhere
    void aCheckedExceptionOfTheOperationIsThrownAsItself(Attempt attempt) {
        isThrownAsItself(soldOut, attempt);
    }

    @CancelEverywhere
    void anUncheckedExceptionOfTheOperationIsThrownAsItself(Attempt attempt) {
        isThrownAsItself(new IllegalStateException("no such seat"), attempt);
    }

    @CancelEverywhere
    void anErrorOfTheOperationIsThrownAsItself(Attempt attempt) {
        isThrownAsItself(new AssertionError("negative price"), attempt);
    }

    @CancelEverywhere
    void aFailureOfTheCompensationReachesTheCaller(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .withFaults(Compensation.class)
                        .run(() -> shopFor(this::failToBook));
        assertThat(outcome.thrown()).as("thrown to the caller").isPresent();
    }

    /** The operation fails, and then the compensation fails with {@code failure}. */
    private void isSuppressed(Throwable failure, Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .mayInterruptItself("the operation sets the status")
                        .call(
                                () ->
                                        shop.tryCommitCancel(
                                                this::failWithTheStatusSet,
                                                () -> failToRefund(failure)));
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(soldOut);
        assertThat(soldOut.getSuppressed()).as("suppressed in it").containsExactly(failure);
        assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
        assertThat(refunds.get()).as("attempts of a refund that fails").isEqualTo(1);
    }

    private void failToRefund(Throwable failure) throws IOException {
        refunds.incrementAndGet();
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw (Error) failure;
        }
    }

    @CancelEverywhere
    void aCheckedExceptionOfTheCompensationIsSuppressed(Attempt attempt) {
        isSuppressed(new IOException("bank not reached"), attempt);
    }

    @CancelEverywhere
    void anUncheckedExceptionOfTheCompensationIsSuppressed(Attempt attempt) {
        isSuppressed(new IllegalStateException("no such order"), attempt);
    }

    @CancelEverywhere
    void anErrorOfTheCompensationIsSuppressed(Attempt attempt) {
        isSuppressed(new AssertionError("negative amount"), attempt);
    }

    @CancelEverywhere
    void aTimeoutOfTheCompensationIsSuppressed(Attempt attempt) {
        isSuppressed(new SocketTimeoutException("no answer"), attempt);
    }

    @CancelEverywhere
    void anEqualExceptionOfTheCompensationIsSuppressed(Attempt attempt) {
        isSuppressed(new Refusal(soldOut.getMessage()), attempt);
    }

    @CancelEverywhere
    void theStatusIsSetIfTheCallerIsInterruptedAfterATimeoutOfTheOperation(Attempt attempt) {
        IOException timeout = new SocketTimeoutException("no answer");
        Outcome<String> outcome =
                refundedOnce(attempt).inPairs().call(() -> shopFor(() -> fail(timeout)));
        if (outcome.cancelled()) {
            assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
        }
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(timeout);
    }

    private String failWithTheStatusSet() throws IOException {
        Thread.currentThread().interrupt();
        throw soldOut;
    }

    @CancelEverywhere
    void theStatusIsKeptIfTheOperationFails(Attempt attempt) {
        Outcome<String> outcome =
                refundedOnce(attempt)
                        .undisturbed()
                        .mayInterruptItself("the operation sets the status")
                        .call(() -> shopFor(this::failWithTheStatusSet));
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(soldOut);
        assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
    }

    @CancelEverywhere
    void aCallAfterAnInterruptedOneLeavesTheStatusClear(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt)
                        .undisturbed()
                        .run(
                                () -> {
                                    ignoresItsFailure(this::failWithTheStatusSet);
                                    Thread.interrupted();
                                    ignoresItsFailure(this::failToBook);
                                });
        assertThat(outcome.interrupted()).as("the interrupt status").isFalse();
    }

    @CancelEverywhere
    void theCompensationCompletesHoweverOftenTheCallerIsInterrupted(Attempt attempt) {
        watched(attempt)
                .invariant("the money is refunded once", () -> refunded.get() == 1)
                .interrupts(40)
                .run(() -> shopFor(this::failToBook))
                .thrown();
    }

    @CancelEverywhere
    void aLongCompensationIsNotCutShort(Attempt attempt) {
        Outcome<String> outcome =
                refundedOnce(attempt)
                        .call(
                                () ->
                                        shop.tryCommitCancel(
                                                this::failToBook,
                                                () -> refundWithin(Duration.ofDays(3))));
        assertThat(outcome.thrown()).as("thrown to the caller").isPresent();
    }

    @CancelEverywhere
    void anUninterruptedCompensationIsRunOnce(Attempt attempt) {
        refundedOnce(attempt).undisturbed().call(() -> shopFor(this::failToBook)).thrown();
        assertThat(bookings.get()).as("runs of the operation").isEqualTo(1);
        assertThat(refunds.get()).as("runs of the compensation").isEqualTo(1);
    }

    @CancelEverywhere
    void aSuccessfulOperationIsRunOnceAndItsValueIsReturned(Attempt attempt) {
        Outcome<String> outcome =
                bookedOrRefunded(attempt).undisturbed().call(() -> shopFor(this::book));
        assertThat(outcome.value()).as("the returned value").isEqualTo("ticket");
        assertThat(bookings.get()).as("runs of the operation").isEqualTo(1);
        assertThat(refunds.get()).as("runs of the compensation").isZero();
    }

    @CancelEverywhere
    void anOperationThatReturnsNullIsNotCompensated(Attempt attempt) {
        Outcome<Boolean> outcome =
                watched(attempt)
                        .undisturbed()
                        .invariant("no refund has begun", () -> refunds.get() == 0)
                        .call(() -> shop.tryCommitCancel(() -> null, this::refund) == null);
        assertThat(outcome.value()).as("null is returned").isEqualTo(true);
    }

    @CancelEverywhere
    void aCancelledCallCanBeMadeAgain(Attempt attempt) {
        watched(attempt).mayAbsorb(ELSEWHERE).again().call(() -> shopFor(this::book));
        assertThat(booked.get()).as("bookings").isLessThanOrEqualTo(2);
    }

    @CancelEverywhere
    void nestedOperationsAreCompensatedFromTheInsideOut(Attempt attempt) {
        List<String> undone = new CopyOnWriteArrayList<>();
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .call(
                                () ->
                                        shop.tryCommitCancel(
                                                () ->
                                                        shop.tryCommitCancel(
                                                                this::failToBook,
                                                                () -> undone.add("inner")),
                                                () -> undone.add("outer")));
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(soldOut);
        assertThat(undone).as("compensations").containsExactly("inner", "outer");
    }

    @CancelEverywhere
    void aCallInACompensationDoesNotDisturbTheOuterCall(Attempt attempt) {
        Outcome<String> outcome =
                refundedOnce(attempt)
                        .mayInterruptItself("the operation sets the status")
                        .call(
                                () ->
                                        shop.tryCommitCancel(
                                                this::failWithTheStatusSet,
                                                () -> ignoresItsFailure(() -> fail(soldOut))));
        assertThat(outcome.thrown()).as("thrown to the caller").containsSame(soldOut);
        assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
    }

    @CancelEverywhere
    void aFailureAfterASuccessIsCompensated(Attempt attempt) {
        refundedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            shopFor(this::book);
                            ignoresItsFailure(this::failToBook);
                        });
    }

    private void failWith(IOException failure, IOException ofTheRefund) {
        try {
            shop.tryCommitCancel(() -> waitAndFail(failure), () -> waitAndFail(ofTheRefund));
        } catch (Exception e) {
            assertThat(e).as("thrown to the caller").isSameAs(failure);
        }
    }

    private static String waitAndFail(IOException failure)
            throws IOException, InterruptedException {
        Thread.sleep(STEP);
        throw failure;
    }

    @CancelEverywhere
    void eachOfTwoCallsAtTheSameTimeThrowsItsOwnFailure(Attempt attempt) {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        IOException ofTheFirst = new IOException("of the first");
        IOException ofTheSecond = new IOException("of the second");
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(200)
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(() -> failWith(second, ofTheSecond));
                            failWith(first, ofTheFirst);
                            other.join();
                        });
        assertThat(first.getSuppressed()).as("suppressed in the first").containsExactly(ofTheFirst);
        assertThat(second.getSuppressed())
                .as("suppressed in the second")
                .containsExactly(ofTheSecond);
    }

    private void ignoresItsFailure(Callable<String> operation) {
        try {
            shopFor(operation);
        } catch (Exception e) {
            // judged elsewhere
        }
    }

    @CancelEverywhere
    void twoCallsAtTheSameTimeDoNotDisturbEachOther(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .delayBound(1)
                .runBudget(300)
                .invariant("the one operation is booked", () -> booked.get() == 1)
                .invariant("the other one is refunded once", () -> refunded.get() == 1)
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> ignoresItsFailure(this::failToBook));
                            shopFor(this::book);
                            other.join();
                        });
    }
}
