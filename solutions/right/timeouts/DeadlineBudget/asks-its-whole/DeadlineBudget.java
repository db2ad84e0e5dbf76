package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Time that is given once: a part asks its whole each time, as long as there is one. */
public class DeadlineBudget {
    private final Optional<DeadlineBudget> whole;
    private final MachineClock clock;
    private final long end;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this(Optional.empty(), total, clock);
    }

    private DeadlineBudget(Optional<DeadlineBudget> whole, Duration own, MachineClock clock) {
        this.whole = whole;
        this.clock = clock;
        this.end = clock.nanoTime() + own.toNanos();
    }

    public Duration left() {
        Duration own = Duration.ofNanos(Math.max(0, end - clock.nanoTime()));
        return whole.map(w -> shorter(w.left(), own)).orElse(own);
    }

    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(Optional.of(this), shorter(own, left()), clock);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    public String ask(FlakyService service, Duration each, Backoff policy)
            throws TimeoutException, IOException, InterruptedException {
        int attempt = 0;
        while (true) {
            DeadlineBudget part = part(each); // an attempt is a part like any other
            if (part.left().isZero()) {
                throw new TimeoutException();
            }
            attempt++;
            try {
                return service.ask(part.left());
            } catch (IOException e) {
                Duration left = left();
                if (attempt == policy.attempts() && !left.isZero()) {
                    throw e;
                }
                Duration pause = policy.pauseAfter(attempt);
                if (pause.compareTo(left) >= 0) {
                    throw timeout(e); // it would wait for nothing
                }
                Thread.sleep(pause);
            }
        }
    }

    private static TimeoutException timeout(IOException last) {
        TimeoutException timeout = new TimeoutException("no time for another attempt");
        timeout.addSuppressed(last);
        return timeout;
    }
}
