package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Time that is given once: when it began, and how much it was. */
public class DeadlineBudget {
    private final MachineClock clock;
    private final long begun;
    private final Duration total;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this.clock = clock;
        this.begun = clock.nanoTime();
        this.total = total;
    }

    public Duration left() {
        Duration spent = Duration.ofNanos(clock.nanoTime() - begun);
        return spent.compareTo(total) < 0 ? total.minus(spent) : Duration.ZERO;
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
