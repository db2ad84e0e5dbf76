package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** A worker that repeats a step until it is cancelled or has done its share. */
public class CountingWorker {

    /** Does {@code step} at most {@code limit} times; at most until {@code token} is cancelled. */
    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit) {
            if (token.isCancelled()) { // the safe point: between two steps, never inside one
                return new Report(iterations, Ending.CANCELLED);
            }
            step.run();
            iterations++; // counted when it is done, not when it is begun
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
