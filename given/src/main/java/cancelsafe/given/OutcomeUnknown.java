package cancelsafe.given;

/**
 * The outcome is unknown: the commit may or may not have happened.
 *
 * <p>Katas 5.5 TxGuard and 5.10 Outbox.
 */
public final class OutcomeUnknown extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * An unknown outcome.
     *
     * @param cause what interrupted the commit
     */
    public OutcomeUnknown(Throwable cause) {
        super("committed or not, nobody can tell", cause);
    }
}
