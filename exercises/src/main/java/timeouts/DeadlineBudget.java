package timeouts;

import cancelsafe.given.Backoff;
import cancelsafe.given.FlakyService;
import cancelsafe.given.MachineClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A time budget that is shared by all code below.
 *
 * <p>Given: the two clocks of the machine, and a service that takes a time limit for each attempt.
 *
 * <p>Must hold: {@code left} is what is left of the budget, never negative. A part ends at its own
 * limit or with the whole, whichever comes first. {@code ask} begins no attempt when nothing is
 * left, gives no attempt more than {@code each} or than what is left, and ends before the budget is
 * exceeded. The wall clock has no effect.
 */
public class DeadlineBudget {
    private final Duration total;
    private final MachineClock clock;

    public DeadlineBudget(Duration total, MachineClock clock) {
        this.total = total;
        this.clock = clock;
    }

    /** What is left; zero when the budget is used up. */
    public Duration left() {
        return total; // TODO time passes
    }

    /** A budget for a part of the work, which ends no later than this one. */
    public DeadlineBudget part(Duration own) {
        return new DeadlineBudget(own, clock); // TODO and this one?
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
