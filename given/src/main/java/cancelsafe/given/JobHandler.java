package cancelsafe.given;

/**
 * Handles jobs.
 *
 * <p>Kata 4.4 ShutdownFirst.
 */
@FunctionalInterface
public interface JobHandler {
    /**
     * Handles a job, which may take a while.
     *
     * @throws InterruptedException if the calling thread is interrupted; the job is not done then
     */
    void handle(String job) throws InterruptedException;
}
