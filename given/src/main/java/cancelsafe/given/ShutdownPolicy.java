package cancelsafe.given;

/** What becomes of the jobs that a server has in hand when it is told to stop. */
public enum ShutdownPolicy {
    /** They are handled. */
    DRAIN,
    /** They are given back; only the one that is being handled is finished. */
    ABORT
}
