package flagtokens;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** What a step, a callback or a handler does that fails. */
final class Failing {
    /** Failures of each sort, checked ones and errors too. */
    static final List<Throwable> OF_EACH_SORT =
            List.of(
                    new IllegalStateException("the disk is full"),
                    new IndexOutOfBoundsException("there is no such element"),
                    new CancellationException("not of the token"),
                    new CompletionException(new CancellationException("in another exception")),
                    new IllegalStateException(new InterruptedException("in another exception")),
                    new IOException("thrown without being declared"),
                    new InterruptedException("thrown without being declared"),
                    new AssertionError("a bug"),
                    new StackOverflowError("too deep"));

    private Failing() {}

    /** Throws {@code failure}, which may be checked. */
    static void with(Throwable failure) {
        Failing.<RuntimeException>undeclared(failure);
    }

    @SuppressWarnings("unchecked") // the cast checks nothing at run time
    private static <T extends Throwable> void undeclared(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Runs a body that may fail; what it throws is judged elsewhere. */
    static void ignored(Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            // judged elsewhere
        }
    }
}
