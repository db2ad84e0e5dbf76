package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/**
 * A worker that repeats a step until it is cancelled or has done its share.
 *
 * <p>Given: a {@link Token} that any thread may cancel at any moment.
 *
 * <p>Must hold: when a check of the token has said "cancelled", no further step begins. The report
 * counts exactly the steps that were done, and says why the worker ended.
 */
public class CountingWorker {

    /** Does {@code step} at most {@code limit} times; at most until {@code token} is cancelled. */
    public Report run(Token token, int limit, Runnable step) {
        // TODO the worker never looks at its token
        int iterations = 0;
        while (iterations < limit) {
            iterations++;
            step.run();
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
