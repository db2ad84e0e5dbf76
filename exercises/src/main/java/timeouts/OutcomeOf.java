package timeouts;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * How the wait for a task ended, as a value instead of an exception.
 *
 * <p>Given: the sealed type {@code CallOutcome}.
 *
 * <p>Must hold: {@code call} throws nothing. It reports what the task threw as {@code Failed},
 * without the wrappers {@code ExecutionException}, {@code CompletionException} and {@code
 * FailedException}; its own time limit as {@code TimedOut}; an interrupt of the caller and a
 * cancelled task as {@code Cancelled}. The interrupt status is set afterwards if it was set before
 * or if the caller was interrupted. {@code get} is the way back: {@code call(() -> get(outcome))}
 * equals {@code outcome}.
 */
public final class OutcomeOf {
    private OutcomeOf() {}

    /** Makes a call that waits for a task, such as {@code () -> future.get(1, SECONDS)}. */
    public static <T> CallOutcome<T> call(Callable<T> call) {
        try {
            return new Done<>(call.call());
        } catch (TimeoutException e) {
            return new TimedOut<>(); // TODO is it always a limit of this call?
        } catch (Exception e) {
            return new Failed<>(e); // TODO what did the task throw, and who was cancelled?
        }
    }

    /**
     * The value of the task, or the exception that {@code Future.get} would throw.
     *
     * @throws ExecutionException if the task failed; the cause is what it threw
     * @throws TimeoutException if the time limit was reached
     * @throws CancellationException if the caller was interrupted or the task was cancelled
     */
    public static <T> T get(CallOutcome<T> outcome) throws ExecutionException, TimeoutException {
        return switch (outcome) {
            case Done<T> done -> done.value();
            case Failed<T> failed -> throw new ExecutionException(failed.cause());
            case TimedOut<T> timedOut -> throw new TimeoutException();
            case Cancelled<T> cancelled -> throw new CancellationException();
        };
    }
}
