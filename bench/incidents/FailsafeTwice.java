import cancelsafe.lab.real.Driver;

import net.jodah.failsafe.Failsafe;
import net.jodah.failsafe.RetryPolicy;

import java.time.Duration;

/** A call that succeeds the third time; the library sleeps in between. */
public final class FailsafeTwice implements Driver {
    private int calls;

    @Override
    public void body() {
        RetryPolicy<Object> policy =
                new RetryPolicy<>().withMaxAttempts(3).withDelay(Duration.ofMillis(20));
        Failsafe.with(policy).get(this::call);
    }

    private int call() {
        if (++calls < 3) {
            throw new IllegalStateException("not yet");
        }
        return calls;
    }
}
