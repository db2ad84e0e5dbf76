package cancelsafe.given;

import java.time.Duration;

/**
 * A retry policy with exponential backoff: each pause is twice as long as the one before.
 *
 * <p>Katas 2.7 RetryStorm and 3.5 DeadlineBudget.
 *
 * @param first the pause after the first attempt
 * @param attempts how many attempts there are at most; at least 1
 */
public record Backoff(Duration first, int attempts) {

    /**
     * How long to wait between the end of a failed attempt and the beginning of the next.
     *
     * @param attempt the failed one; the first is 1
     */
    public Duration pauseAfter(int attempt) {
        return first.multipliedBy(1L << (attempt - 1));
    }
}
