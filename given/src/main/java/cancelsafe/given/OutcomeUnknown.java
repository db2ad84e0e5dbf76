package cancelsafe.given;

/** It has happened, or it has not; nobody here can tell. */
public final class OutcomeUnknown extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * The end of something that was cut short.
     *
     * @param cause what cut it short
     */
    public OutcomeUnknown(Throwable cause) {
        super("committed or not, nobody can tell", cause);
    }
}
