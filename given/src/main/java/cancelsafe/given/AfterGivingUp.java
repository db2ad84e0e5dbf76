package cancelsafe.given;

/** What has become of a body when its caller, who did not want to wait longer, goes on. */
public enum AfterGivingUp {
    /** Not decided yet. */
    TODO,
    /** Nobody has told the body; it goes on as if somebody still waited for it. */
    GOES_ON,
    /** It has been interrupted, and is still running. */
    TOLD,
    /** It has been interrupted, and has ended. */
    GONE
}
