package cancelsafe.given;

/** Why a worker ended. */
public enum Ending {
    /** It had done all it was to do. */
    FINISHED,
    /** It was cancelled. */
    CANCELLED
}
