package cancelsafe.given;

/**
 * A lock cannot be used: an exception has left a critical section, so the state that it guards may
 * be half changed.
 *
 * <p>Kata 5.8 PoisonedLock.
 */
public final class Poisoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a cause. */
    public Poisoned() {
        super("an exception has left a critical section");
    }

    /** With the exception that has left the critical section. */
    public Poisoned(Throwable cause) {
        super("an exception has left a critical section", cause);
    }
}
