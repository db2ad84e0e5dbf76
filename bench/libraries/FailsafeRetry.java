import cancelsafe.lab.real.LibraryDriver;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;

import java.time.Duration;

/** A call that succeeds the third time; the library sleeps in between. */
public final class FailsafeRetry implements LibraryDriver {
    private int calls;

    @Override
    public void body() {
        RetryPolicy<Integer> policy =
                RetryPolicy.<Integer>builder()
                        .withMaxRetries(2)
                        .withDelay(Duration.ofMillis(100))
                        .build();
        Failsafe.with(policy).get(this::call);
    }

    private int call() {
        if (++calls < 3) {
            throw new IllegalStateException("not yet");
        }
        return calls;
    }
}
