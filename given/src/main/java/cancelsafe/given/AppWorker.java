package cancelsafe.given;

/**
 * A part of an application, which runs on a thread of its own.
 *
 * <p>Kata 6.9 Application.
 */
@FunctionalInterface
public interface AppWorker {
    /**
     * Works until its token is cancelled, then finishes the work it has begun, however long that
     * takes. If it is interrupted, it abandons that work and ends at once.
     *
     * @param token of this worker alone: cancelled when it is its turn to stop
     * @throws InterruptedException if it was interrupted
     * @throws java.util.concurrent.CancellationException if its token was cancelled and it had
     *     nothing to finish
     */
    void run(CallbackToken token) throws InterruptedException;
}
