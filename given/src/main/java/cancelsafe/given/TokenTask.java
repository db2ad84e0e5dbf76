package cancelsafe.given;

/** Work that looks at a token while it goes on, and may fail. */
@FunctionalInterface
public interface TokenTask {
    /**
     * Works until it is done or the token is cancelled.
     *
     * @param token where it looks
     * @return what it has worked out; never null
     * @throws java.util.concurrent.CancellationException if it gave up because {@code token} was
     *     cancelled
     * @throws InterruptedException if its thread is interrupted; not every task reacts to that
     * @throws Exception if it failed
     */
    String work(Token token) throws Exception;
}
