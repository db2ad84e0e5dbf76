package cancelsafe.given;

/**
 * The breaker is open: the call has not been made.
 *
 * <p>Kata 3.7 Breaker.
 */
public final class BreakerOpen extends Exception {
    private static final long serialVersionUID = 1;

    /** A call that was refused. */
    public BreakerOpen() {
        super("the breaker is open");
    }
}
