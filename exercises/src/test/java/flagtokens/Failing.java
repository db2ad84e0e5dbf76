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

    /** Runs a body that may fail; what it throws is judged elsewhere. */
    static void ignored(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            // judged elsewhere
        }
    }
}
