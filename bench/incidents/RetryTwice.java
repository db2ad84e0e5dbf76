import cancelsafe.lab.real.LibraryDriver;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

import java.time.Duration;

/** A call that succeeds the third time; the library sleeps in between. */
public final class RetryTwice implements LibraryDriver {
    private int calls;

    @Override
    public void body() {
        RetryConfig config =
                RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofMillis(20)).build();
        Retry.of("driver", config).executeSupplier(this::call);
    }

    private int call() {
        if (++calls < 3) {
            throw new IllegalStateException("not yet");
        }
        return calls;
    }
}
