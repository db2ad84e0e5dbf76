package timeouts;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How the wait for a task ended, as a value instead of an exception. */
public final class OutcomeOf {
    private static final List<Class<? extends Exception>> WRAPPERS =
            List.of(ExecutionException.class, CompletionException.class, FailedException.class);

    private OutcomeOf() {}

    /** Makes a call that waits for a task, such as {@code () -> future.get(1, SECONDS)}. */
    public static <T> CallOutcome<T> call(Callable<T> call) {
        T value;
        try {
            value = call.call();
        } catch (ExecutionException | CompletionException | FailedException e) {
            Throwable thrown = thrownByTheTask(e);
            if (!(thrown instanceof CancellationException)) {
                return new Failed<>(thrown);
            }
            return new Cancelled<>();
        } catch (CancellationException e) {
            return new Cancelled<>();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Cancelled<>();
        } catch (TimeoutException | StructuredTaskScope.TimeoutException e) {
            return new TimedOut<>();
        } catch (Throwable e) {
            return new Failed<>(e);
        }
        return new Done<>(value);
    }

    /** The first in the chain of causes that is no wrapper, or the last wrapper. */
    private static Throwable thrownByTheTask(Throwable wrapper) {
        return Stream.iterate(wrapper, Objects::nonNull, Throwable::getCause)
                .filter(t -> t.getCause() == null || !isWrapper(t))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isWrapper(Throwable t) {
        return WRAPPERS.stream().anyMatch(type -> type.isInstance(t));
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
