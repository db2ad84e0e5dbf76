package cancelsafe.given;

/** What a group runs on a thread of its own. */
@FunctionalInterface
public interface GroupTask {
    /**
     * Works until it is done or is told to give up. A task that waits hears an interrupt; one that
     * computes, or calls what swallows interrupts, looks at its token.
     *
     * @param token of the group
     * @throws InterruptedException if it gave up because its thread was interrupted
     * @throws java.util.concurrent.CancellationException if it gave up because of its token
     * @throws Exception if it failed
     */
    void run(Token token) throws Exception;
}
