package cancelsafe.given;

/**
 * A task that a group runs on a thread of its own.
 *
 * <p>Kata 6.3 TaskGroup.
 */
@FunctionalInterface
public interface GroupTask {
    /**
     * Works until it is done or cancelled. A task that waits responds to an interrupt; a task that
     * computes, or whose calls swallow interrupts, checks its token.
     *
     * @param token of the group
     * @throws InterruptedException if it ended because its thread was interrupted
     * @throws java.util.concurrent.CancellationException if it ended because its token was
     *     cancelled
     * @throws Exception if it failed
     */
    void run(Token token) throws Exception;
}
