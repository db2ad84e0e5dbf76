package cancelsafe.given;

import org.jspecify.annotations.Nullable;

/**
 * How a call that waits for a task ended.
 *
 * <p>Katas 3.3 OutcomeOf, 6.5 PartialResults and 6.6 Supervisor. The four cases are those of nested
 * results such as {@code Result<Result<T, E>, Elapsed>} in Rust.
 *
 * @param <T> what the task returns
 */
public sealed interface CallOutcome<T> {
    /** The task returned {@code value}, which may be {@code null}. */
    record Done<T>(@Nullable T value) implements CallOutcome<T> {}

    /** The task threw {@code cause}, an exception or an error, or the call itself failed. */
    record Failed<T>(Throwable cause) implements CallOutcome<T> {}

    /** The time limit of the call was reached first. */
    record TimedOut<T>() implements CallOutcome<T> {}

    /** The caller was interrupted, or the task was cancelled. */
    record Cancelled<T>() implements CallOutcome<T> {}
}
