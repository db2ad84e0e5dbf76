package cancelsafe.site.figure;

/** A figure's text cannot be drawn; the message says what its author must change. */
public final class FigureException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * With a sentence for the author.
     *
     * @param line where, from 1
     */
    public FigureException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line that cannot be drawn, from 1. */
    public int line() {
        return line;
    }
}
