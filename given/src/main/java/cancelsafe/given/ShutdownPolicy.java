package cancelsafe.given;

/**
 * What happens to the jobs that a server has taken when its shutdown is requested.
 *
 * <p>Kata 4.4 ShutdownFirst.
 */
public enum ShutdownPolicy {
    /** They are handled. */
    DRAIN,
    /** They are given back; only the one that is being handled is finished. */
    ABORT
}
