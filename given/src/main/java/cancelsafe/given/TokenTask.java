package cancelsafe.given;

/**
 * Work that checks a token as it runs, and may fail.
 *
 * <p>Kata 1.5 FanOut.
 */
@FunctionalInterface
public interface TokenTask {
    /**
     * Works until it is done or the token is cancelled.
     *
     * @param token the token to check
     * @return the result; never null
     * @throws java.util.concurrent.CancellationException if it ended because {@code token} was
     *     cancelled
     * @throws InterruptedException if its thread is interrupted; not every task reacts to that
     * @throws Exception if it failed
     */
    String work(Token token) throws Exception;
}
