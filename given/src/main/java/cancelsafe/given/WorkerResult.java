package cancelsafe.given;

/**
 * How a worker ended.
 *
 * <p>Katas 1.5 FanOut and 6.3 TaskGroup.
 */
public sealed interface WorkerResult {
    /** It returned {@code value}, before or after its token was cancelled. */
    record Value(String value) implements WorkerResult {}

    /** It threw {@code cause}, an exception or an error, and not because it was cancelled. */
    record Failure(Throwable cause) implements WorkerResult {}

    /** It was cancelled, or never began. */
    record Cancelled() implements WorkerResult {}
}
