import cancelsafe.lab.real.LibraryDriver;

import net.jodah.failsafe.Failsafe;
import net.jodah.failsafe.RetryPolicy;

import java.util.concurrent.TimeUnit;

/** A call that succeeds the third time; the library sleeps in between. */
public final class FailsafeTwice implements LibraryDriver {
    private int calls;

    @Override
    public void body() {
        RetryPolicy policy =
                new RetryPolicy().withMaxRetries(2).withDelay(20, TimeUnit.MILLISECONDS);
        Failsafe.with(policy).get(this::call);
    }

    private int call() {
        if (++calls < 3) {
            throw new IllegalStateException("not yet");
        }
        return calls;
    }
}
