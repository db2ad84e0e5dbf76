package cancelsafe.given;

import java.util.Optional;

/**
 * A clause of a select that waits at a channel. Other selects call it. If a call succeeds, the
 * clause has taken effect.
 *
 * <p>Kata 4.7 Select.
 */
public interface Waiter {
    /**
     * Gives a message to a clause that receives.
     *
     * @return false if the clause sends, or if another clause of its select has taken effect, or if
     *     its select has ended; the caller keeps the message then
     */
    boolean give(String message);

    /**
     * Takes the message of a clause that sends.
     *
     * @return empty if the clause receives, or if another clause of its select has taken effect, or
     *     if its select has ended
     */
    Optional<String> take();
}
