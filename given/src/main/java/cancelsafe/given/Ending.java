package cancelsafe.given;

/**
 * Why a worker ended.
 *
 * <p>Kata 1.3 CountingWorker.
 */
public enum Ending {
    /** It had done all it was to do. */
    FINISHED,
    /** It was cancelled. */
    CANCELLED
}
