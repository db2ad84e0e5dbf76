package cancelsafe.lab;

/**
 * A signal that the lab can give in place of an interrupt, for example a token.
 *
 * <p>Mark the methods that look at the signal with {@link CancellationCheck}; each call of one of
 * them is then a place where {@link Attempt#token} cancels.
 */
public interface Cancellable {
    /** Gives the signal. Never blocks; a second call changes nothing. */
    void cancel();
}
