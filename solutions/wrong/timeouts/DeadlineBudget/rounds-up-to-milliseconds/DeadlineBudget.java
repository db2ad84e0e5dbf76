package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Gives each attempt a limit in whole milliseconds, rounded up. */
public class DeadlineBudget {
    private final MachineClock clock;
    private final long end;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this.clock = clock;
        this.end = clock.nanoTime() + total.toNanos();
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - clock.nanoTime()));
    }

    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(shorter(own, left()), clock);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    public String ask(FlakyService service, Duration each, Backoff policy)
            throws TimeoutException, IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration left = left();
            if (left.isZero()) {
                throw new TimeoutException();
            }
            long millis = (shorter(each, left).toNanos() + 999_999) / 1_000_000;
            try {
                return service.ask(Duration.ofMillis(millis));
            } catch (IOException e) {
                if (left().isZero()) {
                    throw new TimeoutException();
                }
                if (attempt == policy.attempts()) {
                    throw e;
                }
            }
            Thread.sleep(shorter(policy.pauseAfter(attempt), left()));
        }
    }
}
