package cancelsafe.given;

/**
 * The report of a worker: how many iterations it did, and why it ended.
 *
 * <p>Kata 1.3 CountingWorker.
 */
public record Report(int iterations, Ending ending) {}
