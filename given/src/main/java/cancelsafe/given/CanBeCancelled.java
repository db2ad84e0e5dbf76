package cancelsafe.given;

/**
 * When an interrupt ends a call; the thread may have been interrupted before it.
 *
 * <p>Kata 2.1 PointSpotter.
 */
public enum CanBeCancelled {
    /** Not yet answered. */
    TODO,
    /** The call ends, also where everything is ready and it need not wait. */
    ALWAYS,
    /** The call ends if it waits; where everything is ready, it does its work. */
    ONLY_WHEN_IT_WAITS,
    /** The call does its work, and if it waits, it waits on. */
    NEVER
}
