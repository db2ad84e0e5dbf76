package cancelsafe.book;

/** What a kata asks for. */
public enum Kind {
    /** Fill in a table of what the running JDK does. */
    PREDICT,
    /** Repair code that looks right. */
    FIX,
    /** Write it. */
    BUILD,
    /** Join the ideas of a chapter. */
    CAPSTONE
}
