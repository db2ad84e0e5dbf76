package cancelsafe.workbook.program;

/**
 * Something that a running program did or that was done to it.
 *
 * @param at milliseconds since the program was started
 * @param text one line without its end; foreign text is cleaned
 */
public record ProgramEvent(long at, Kind kind, String text) {
    /** What an event tells. */
    public enum Kind {
        /** A line of the standard output. */
        OUT,
        /** A line of the standard error. */
        ERR,
        /** A remark of the workbook, such as where a stop reached the program. */
        NOTE,
        /** The last event: how the program ended. */
        END
    }
}
