package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A time budget, stored as a point in time and not as a duration. */
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

    /** What is left; zero when the budget is used up. */
    public Duration left() {
        long nanos = end - clock.nanoTime(); // a difference survives an overflow, `<` does not
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** A budget for a part of the work, which ends no later than this one. */
    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(shorter(own), clock);
    }

    private Duration shorter(Duration own) {
        Duration left = left();
        return own.compareTo(left) < 0 ? own : left;
    }

    /**
     * Retries until there is an answer, with the pauses of {@code policy} in between.
     *
     * @throws TimeoutException if the budget is used up before there is an answer
     * @throws IOException if the last attempt of the policy failed in time
     * @throws InterruptedException if the calling thread is interrupted
     */
    public String ask(FlakyService service, Duration each, Backoff policy)
            throws TimeoutException, IOException, InterruptedException {
        for (int attempt = 1; !left().isZero(); attempt++) { // checked before each attempt
            try {
                return service.ask(shorter(each));
            } catch (IOException e) {
                if (attempt == policy.attempts() && !left().isZero()) {
                    throw e;
                }
            }
            Thread.sleep(shorter(policy.pauseAfter(attempt))); // pauses count too
        }
        throw new TimeoutException();
    }
}
