package timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class OutcomeOfTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private final IOException down = new IOException("down");

    @AfterEach
    void clearTheStatus() {
        Thread.interrupted(); // a failed test must not disturb the next one
    }

    private static String thrown(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        OutcomeOfTest.<Exception>undeclared(failure);
        throw new AssertionError();
    }

    /** Throws what its signature does not declare, as code in another language can. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void undeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    private static boolean statusAfter(boolean before, Runnable code) {
        if (before) {
            Thread.currentThread().interrupt();
        }
        code.run();
        return Thread.interrupted();
    }

    /** What {@code call} says of a call that throws {@code failure}, with both statuses. */
    private static void isReportedAs(CallOutcome<String> expected, Throwable failure) {
        for (boolean before : List.of(false, true)) {
            List<CallOutcome<String>> outcomes = new ArrayList<>();
            boolean after =
                    statusAfter(before, () -> outcomes.add(OutcomeOf.call(() -> thrown(failure))));
            assertThat(outcomes)
                    .as("outcome of a call that throws %s", described(failure))
                    .containsExactly(expected);
            assertThat(after)
                    .as(
                            "interrupt status after a call that throws %s, with the status %s"
                                    + " before",
                            described(failure), before ? "set" : "clear")
                    .isEqualTo(before || failure instanceof InterruptedException);
        }
    }

    private static String described(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = failure.getClass().getSimpleName();
        return cause == null ? name : name + "(" + described(cause) + ")";
    }

    private static void isAFailure(Throwable cause, Throwable failure) {
        isReportedAs(new Failed<>(cause), failure);
    }

    private static List<Throwable> wrapped(Throwable failure) {
        return List.of(
                new ExecutionException(failure),
                new ExecutionException("with a message", failure),
                new CompletionException(failure),
                failed(failure));
    }

    /** As {@code join} of a scope throws it. */
    private static FailedException failed(Throwable failure) {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> thrown(failure));
            scope.join();
            throw new AssertionError("no subtask failed");
        } catch (FailedException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aValueIsDone() {
        assertThat(OutcomeOf.call(() -> "answer"))
                .as("outcome of a call that returns \"answer\"")
                .isEqualTo(new Done<>("answer"));
    }

    @Test
    @SuppressWarnings("NullAway") // null is a value like any other
    void nullIsAValue() throws Exception {
        Callable<@Nullable String> nothing = () -> null;
        assertThat(OutcomeOf.call(nothing))
                .as("outcome of a call that returns null")
                .isEqualTo(new Done<>(null));
        assertThat(OutcomeOf.get(new Done<String>(null))).as("get(Done[null])").isNull();
    }

    @Test
    void anExceptionIsAValueIfItIsReturned() {
        Callable<Throwable> returns = () -> new ExecutionException(down);
        assertThat(OutcomeOf.call(returns))
                .as("outcome of a call that returns an exception")
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(done.value()).isInstanceOf(ExecutionException.class));
    }

    @Test
    void theStatusOfACallThatReturnsStays() {
        for (boolean before : List.of(false, true)) {
            assertThat(statusAfter(before, () -> OutcomeOf.call(() -> "answer")))
                    .as("interrupt status after a call that returns, %s before", before)
                    .isEqualTo(before);
        }
        assertThat(statusAfter(false, () -> OutcomeOf.call(OutcomeOfTest::setsTheStatus)))
                .as("interrupt status after a call that returns and has set it")
                .isTrue();
    }

    private static String setsTheStatus() {
        Thread.currentThread().interrupt();
        return "answer";
    }

    @Test
    void theCallItselfSeesTheStatus() {
        for (boolean before : List.of(false, true)) {
            List<Boolean> seen = new ArrayList<>();
            Callable<Boolean> call = () -> seen.add(Thread.currentThread().isInterrupted());
            statusAfter(before, () -> OutcomeOf.call(call));
            assertThat(seen).as("interrupt status in the call").containsExactly(before);
        }
    }

    @Test
    void wrappersAreRemovedFromWhatTheTaskThrew() {
        for (Throwable failure : wrapped(down)) {
            isAFailure(down, failure);
        }
    }

    @Test
    void nestedWrappersAreRemoved() {
        for (Throwable inner : wrapped(down)) {
            for (Throwable outer : wrapped(inner)) {
                isAFailure(down, outer);
                isAFailure(down, new ExecutionException(new CompletionException(outer)));
            }
        }
    }

    @Test
    void causesOfOtherExceptionsAreNotUnwrapped() {
        for (Throwable own :
                List.of(
                        new IllegalStateException("the task's own", down),
                        new RuntimeException(new InterruptedException()),
                        new UncheckedIOException(down),
                        new InvocationTargetException(down),
                        new UndeclaredThrowableException(down),
                        new ExceptionInInitializerError(down),
                        new Error(new TimeoutException()),
                        new IllegalStateException(new ExecutionException(down)))) {
            isAFailure(own, own);
            for (Throwable failure : wrapped(own)) {
                isAFailure(own, failure);
            }
        }
    }

    @Test
    void aWrapperWithoutACauseIsTheFailure() {
        for (Throwable empty :
                List.of(new ExecutionException(null), new CompletionException(null))) {
            isAFailure(empty, empty);
            isAFailure(empty, new ExecutionException(empty));
        }
    }

    @Test
    void whatTheCallItselfThrowsIsAFailure() {
        for (Throwable failure :
                List.of(
                        down,
                        new IllegalStateException(),
                        new StackOverflowError(),
                        new Throwable("neither an exception nor an error"),
                        new ClosedByInterruptException(),
                        new InterruptedIOException(),
                        new SocketTimeoutException())) {
            isAFailure(failure, failure);
        }
    }

    @Test
    void errorsOfTheTaskAreFailures() {
        Error error = new StackOverflowError("of the task");
        for (Throwable failure : wrapped(error)) {
            isAFailure(error, failure);
        }
    }

    @Test
    void aTimeoutOfTheCallIsATimeout() {
        isReportedAs(new TimedOut<>(), new TimeoutException());
        isReportedAs(new TimedOut<>(), scopeTimeout());
        isReportedAs(new TimedOut<>(), new SlowReplica());
    }

    private static final class SlowReplica extends TimeoutException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anotherClassOfTheSameNameIsAFailure() {
        Driver.TimeoutException own = new Driver.TimeoutException();
        isReportedAs(new Failed<>(own), own);
    }

    private static final class Driver {
        private Driver() {}

        private static final class TimeoutException extends IOException {
            private static final long serialVersionUID = 1;
        }
    }

    private static Throwable scopeTimeout() {
        try (var scope =
                StructuredTaskScope.open(
                        StructuredTaskScope.Joiner.awaitAll(),
                        c -> c.withTimeout(Duration.ofNanos(1)))) {
            scope.fork(() -> works(Duration.ofDays(1))); // until the scope cancels it
            scope.join();
            throw new AssertionError("the limit was not reached");
        } catch (StructuredTaskScope.TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTimeoutOfTheTaskIsAFailure() {
        for (Throwable own : List.of(new TimeoutException("the database's"), scopeTimeout())) {
            for (Throwable failure : wrapped(own)) {
                isAFailure(own, failure);
            }
        }
    }

    @Test
    void anInterruptOfTheCallerIsACancellation() {
        isReportedAs(new Cancelled<>(), new InterruptedException());
    }

    @Test
    void anInterruptOfTheTaskIsAFailure() {
        Throwable own = new InterruptedException("the task's");
        for (Throwable failure : wrapped(own)) {
            isAFailure(own, failure);
        }
    }

    @Test
    void aCancelledTaskIsACancellation() {
        for (Throwable cancelled : List.of(new CancellationException(), new Withdrawn())) {
            isReportedAs(new Cancelled<>(), cancelled);
            for (Throwable failure : wrapped(cancelled)) {
                isReportedAs(new Cancelled<>(), failure);
                isReportedAs(new Cancelled<>(), new ExecutionException(failure));
            }
        }
    }

    private static final class Withdrawn extends CancellationException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aStageThatDependsOnACancelledOneIsCancelled() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = first.thenApply(String::strip);
        first.cancel(true);
        for (Callable<String> wait : List.<Callable<String>>of(second::join, second::get)) {
            assertThat(OutcomeOf.call(wait))
                    .as("outcome of a stage whose first stage was cancelled")
                    .isEqualTo(new Cancelled<>());
        }
    }

    @Test
    void getReturnsTheValue() throws Exception {
        assertThat(OutcomeOf.get(new Done<String>("answer")))
                .as("get(Done[answer])")
                .isEqualTo("answer");
    }

    private static void getThrows(
            CallOutcome<String> outcome,
            Class<? extends Exception> type,
            @Nullable Throwable cause) {
        for (boolean before : List.of(false, true)) {
            boolean after =
                    statusAfter(
                            before,
                            () ->
                                    assertThat(catchThrowable(() -> OutcomeOf.get(outcome)))
                                            .as("what get(%s) throws", outcome)
                                            .isExactlyInstanceOf(type)
                                            .satisfies(
                                                    t ->
                                                            assertThat(t.getCause())
                                                                    .as("its cause")
                                                                    .isSameAs(cause)));
            assertThat(after)
                    .as("interrupt status after get(%s), %s before", outcome, before)
                    .isEqualTo(before);
        }
    }

    @Test
    void getThrowsWhatAFutureThrows() {
        getThrows(new TimedOut<>(), TimeoutException.class, null);
        getThrows(new Cancelled<>(), CancellationException.class, null);
        for (Throwable cause :
                List.of(
                        down,
                        new StackOverflowError(),
                        new InterruptedException(),
                        new TimeoutException(),
                        scopeTimeout(),
                        new CancellationException(),
                        failed(down),
                        new ExecutionException(down),
                        new ExecutionException(null),
                        new CompletionException(null))) {
            getThrows(new Failed<>(cause), ExecutionException.class, cause);
        }
    }

    @Test
    void theRoundTripIsTheIdentity() {
        for (CallOutcome<String> outcome :
                List.<CallOutcome<String>>of(
                        new Done<>("answer"),
                        new Done<>(null),
                        new TimedOut<>(),
                        new Cancelled<>(),
                        new Failed<>(down),
                        new Failed<>(new IllegalStateException(new ExecutionException(down))),
                        new Failed<>(new ExecutionException(null)),
                        new Failed<>(new InterruptedException()),
                        new Failed<>(new TimeoutException()),
                        new Failed<>(new StackOverflowError()))) {
            for (boolean before : List.of(false, true)) {
                boolean after =
                        statusAfter(
                                before,
                                () ->
                                        assertThat(OutcomeOf.call(() -> OutcomeOf.get(outcome)))
                                                .as("call(() -> get(%s))", outcome)
                                                .isEqualTo(outcome));
                assertThat(after)
                        .as(
                                "interrupt status after call(() -> get(%s)), %s before",
                                outcome, before)
                        .isEqualTo(before);
            }
        }
    }

    private static CallOutcome<String> waitsFor(Callable<String> body) {
        FutureTask<String> task = new FutureTask<>(body);
        Thread worker = Thread.ofVirtual().name("worker").start(task);
        try {
            return OutcomeOf.call(() -> task.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            worker.interrupt(); // only at the limit, or when the caller is interrupted
        }
    }

    private static String works(Duration time) throws InterruptedException {
        Thread.sleep(time);
        return "answer";
    }

    private static String fails(Exception failure) throws Exception {
        Thread.sleep(10);
        throw failure;
    }

    /** Each of the answers that are right when the caller is interrupted while it waits. */
    private static void isCancelledOr(
            CallOutcome<String> undisturbed, Attempt attempt, Callable<String> body) {
        Outcome<CallOutcome<String>> outcome =
                attempt.onThread("body")
                        .mayLeaveThreads("the worker ends by itself")
                        .call(() -> waitsFor(body));
        if (outcome.cancelled()) {
            assertThat(outcome.value())
                    .as("outcome for an interrupted caller")
                    .isIn(undisturbed, new Cancelled<>());
            assertThat(outcome.interrupted()).as("status of an interrupted caller").isEqualTo(true);
        } else {
            assertThat(outcome.value()).as("outcome of the call").isEqualTo(undisturbed);
            assertThat(outcome.interrupted()).as("status of the caller").isEqualTo(false);
        }
    }

    @CancelEverywhere
    void anInterruptedWaitIsCancelled(Attempt attempt) {
        isCancelledOr(new Done<>("answer"), attempt.inPairs(), () -> works(Duration.ofMillis(100)));
    }

    @CancelEverywhere
    void anInterruptedWaitIsNeverAFailure(Attempt attempt) {
        isCancelledOr(new Failed<>(down), attempt.inPairs(), () -> fails(down));
    }

    @CancelEverywhere
    void anInterruptedWaitIsNeverATimeout(Attempt attempt) {
        isCancelledOr(new TimedOut<>(), attempt.inPairs(), () -> works(Duration.ofMinutes(1)));
    }

    /** The lab interrupts the worker: the task fails, and the caller is not cancelled. */
    @CancelEverywhere
    void anInterruptOfTheWorkerIsAFailureOfTheTask(Attempt attempt) {
        Outcome<CallOutcome<String>> outcome =
                attempt.onThread("worker")
                        .mayAbsorb("the worker's task reports it")
                        .call(() -> waitsFor(() -> works(Duration.ofMillis(100))));
        if (outcome.value() instanceof Failed<String>(Throwable cause)) {
            assertThat(cause).as("what the task threw").isInstanceOf(InterruptedException.class);
        } else {
            assertThat(outcome.value())
                    .as("outcome when the worker is interrupted")
                    .isEqualTo(new Done<>("answer"));
        }
        assertThat(outcome.interrupted()).as("status of the caller").isEqualTo(false);
    }

    @CancelEverywhere
    void aTaskThatEndsAtTheLimitIsDoneOrTimedOut(Attempt attempt) {
        Outcome<CallOutcome<String>> outcome =
                attempt.undisturbed()
                        .allInterleavingsAndTimers()
                        .mayLeaveThreads("the worker ends by itself")
                        .call(() -> waitsFor(() -> works(LIMIT)));
        assertThat(outcome.value())
                .as("outcome of a task that ends at the limit")
                .isIn(new Done<>("answer"), new TimedOut<>());
    }

    @Test
    void wrappersAreRemovedHoweverManyThereAre() {
        Throwable failure = down;
        for (int i = 0; i < 1_000; i++) {
            failure = new CompletionException(failure);
        }
        Throwable outermost = failure;
        assertThat(OutcomeOf.call(() -> thrown(outermost)))
                .as("outcome of a call that throws 1,000 nested wrappers")
                .isEqualTo(new Failed<String>(down));
    }
}
