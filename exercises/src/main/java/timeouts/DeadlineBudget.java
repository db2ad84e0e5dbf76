package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Time that is given once, and spent by everything below.
 *
 * <p>Given: the two clocks of the machine, and a service that takes a limit for each attempt.
 *
 * <p>Must hold: {@code left} is what is left of the budget, and never less than nothing. A part
 * ends when its own time is over or the whole is, whichever comes first. {@code ask} begins no
 * attempt with nothing left, gives none more than {@code each} or than what is left, and is back
 * when the budget is over. What the wall clock says plays no part.
 */
public class DeadlineBudget {
    private final Duration total;
    private final MachineClock clock;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this.total = total;
        this.clock = clock;
    }

    /** What is left; zero when it is over. */
    public Duration left() {
        return total; // TODO time passes
    }

    /** A budget for a part of the work, that ends no later than this one. */
    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(own, clock); // TODO and this one?
    }

    /**
     * Asks until there is an answer, with the pauses of {@code policy} in between.
     *
     * @throws TimeoutException if the budget is over before there is an answer
     * @throws IOException if the last attempt of the policy has failed in time
     * @throws InterruptedException if the calling thread is interrupted
     */
    public String ask(FlakyService service, Duration each, Backoff policy)
            throws TimeoutException, IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return service.ask(each);
            } catch (IOException e) {
                if (attempt == policy.attempts()) {
                    throw e;
                }
            }
            Thread.sleep(policy.pauseAfter(attempt));
        }
    }
}
