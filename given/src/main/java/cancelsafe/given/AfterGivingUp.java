package cancelsafe.given;

/**
 * The state of a body when its caller has stopped waiting and goes on.
 *
 * <p>Kata 3.1 WhoStopped.
 */
public enum AfterGivingUp {
    /** Not decided yet. */
    TODO,
    /** The body was not interrupted; it goes on as if its caller still waited. */
    GOES_ON,
    /** It has been interrupted, and is still running. */
    TOLD,
    /** It has been interrupted, and has ended. */
    GONE
}
