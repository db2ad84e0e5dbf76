package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/**
 * A worker that repeats a step until it is cancelled or has reached a limit.
 *
 * <p>Given: a {@link Token} that any thread may cancel at any time.
 *
 * <p>Must hold: the worker checks the token before each step, and begins no step after a check has
 * reported the cancellation. The report contains the exact number of completed steps and the reason
 * for the end.
 */
public class CountingWorker {

    /** Runs {@code step} up to {@code limit} times, or until {@code token} is cancelled. */
    public Report run(Token token, int limit, Runnable step) {
        // TODO the worker never checks its token
        int iterations = 0;
        while (iterations < limit) {
            iterations++;
            step.run();
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
