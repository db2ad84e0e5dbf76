package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Asks whether the end is greater than now. */
public class DeadlineBudget {
    private final MachineClock clock;
    private final long end;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this(clock, clock.nanoTime() + total.toNanos());
    }

    private DeadlineBudget(MachineClock clock, long end) {
        this.clock = clock;
        this.end = end;
    }

    public Duration left() {
        long now = clock.nanoTime();
        return now >= end ? Duration.ZERO : Duration.ofNanos(end - now);
    }

    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(shorter(own), clock);
    }

    private Duration shorter(Duration own) {
        Duration left = left();
        return own.compareTo(left) < 0 ? own : left;
    }

    public String ask(FlakyService service, Duration each, Backoff policy)
            throws TimeoutException, IOException, InterruptedException {
        for (int attempt = 1; !left().isZero(); attempt++) {
            try {
                return service.ask(shorter(each));
            } catch (IOException e) {
                if (attempt == policy.attempts() && !left().isZero()) {
                    throw e;
                }
            }
            Thread.sleep(shorter(policy.pauseAfter(attempt)));
        }
        throw new TimeoutException();
    }
}
