package timeouts;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.TimeoutException;

/** How the wait for a task ended, as a value instead of an exception. */
public final class OutcomeOf {
    private OutcomeOf() {}

    /** Makes a call that waits for a task, such as {@code () -> future.get(1, SECONDS)}. */
    public static <T> CallOutcome<T> call(Callable<T> call) {
        try {
            return new Done<>(call.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the outcome is a value: keep the signal
            return new Cancelled<>();
        } catch (TimeoutException | StructuredTaskScope.TimeoutException e) {
            return new TimedOut<>(); // thrown by the call itself, so it is the call's own limit
        } catch (Throwable t) {
            Throwable cause = unwrapped(t);
            return cause instanceof CancellationException || Thread.currentThread().isInterrupted()
                    ? new Cancelled<>()
                    : new Failed<>(cause);
        }
    }

    /** Whatever is in a wrapper was thrown by the task, even a timeout or an interrupt. */
    private static Throwable unwrapped(Throwable t) {
        while (isWrapper(t) && t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }

    private static boolean isWrapper(Throwable t) {
        return t instanceof ExecutionException
                || t instanceof CompletionException
                || t instanceof FailedException;
    }

    /**
     * The value of the task, or the exception that {@code Future.get} would throw.
     *
     * @throws ExecutionException if the task failed; the cause is what it threw
     * @throws TimeoutException if the time limit was reached
     * @throws CancellationException if the caller was interrupted or the task was cancelled
     */
    public static <T> @Nullable T get(CallOutcome<T> outcome)
            throws ExecutionException, TimeoutException {
        return switch (outcome) {
            case Done<T> done -> done.value();
            case Failed<T> failed -> throw new ExecutionException(failed.cause());
            case TimedOut<T> timedOut -> throw new TimeoutException();
            case Cancelled<T> cancelled -> throw new CancellationException();
        };
    }
}
