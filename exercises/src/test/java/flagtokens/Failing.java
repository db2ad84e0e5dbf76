package flagtokens;

/** What a step, a callback or a handler does that fails. */
final class Failing {
    private Failing() {}

    /** Throws {@code failure}, which is unchecked or an error. */
    static void with(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
