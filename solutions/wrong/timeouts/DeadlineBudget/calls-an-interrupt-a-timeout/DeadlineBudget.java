package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Turns an interrupt during a pause into a timeout. */
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
            try {
                return service.ask(shorter(each, left));
            } catch (IOException e) {
                if (left().isZero()) {
                    throw new TimeoutException();
                }
                if (attempt == policy.attempts()) {
                    throw e;
                }
            }
            try {
                Thread.sleep(shorter(policy.pauseAfter(attempt), left()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimeoutException("interrupted in the pause");
            }
        }
    }
}
