package cancelsafe.given;

/** A part of an application, which runs on a thread of its own. */
@FunctionalInterface
public interface AppWorker {
    /**
     * Works until it is told to stop, and then finishes what it has in hand, which takes as long as
     * it takes. Interrupted, it lets go of everything and ends at once.
     *
     * @param token of this worker alone: cancelled when it is its turn to stop
     * @throws InterruptedException if it was interrupted
     * @throws java.util.concurrent.CancellationException if it was told, and had nothing that it
     *     must finish
     */
    void run(CallbackToken token) throws InterruptedException;
}
