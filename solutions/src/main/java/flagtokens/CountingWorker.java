package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** A worker that repeats a step until it is cancelled or has done its share. */
public class CountingWorker {

    /** Runs {@code step} up to {@code limit} times, or until {@code token} is cancelled. */
    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit) {
            if (token.isCancelled()) { // between two steps nothing is half done
                return new Report(iterations, Ending.CANCELLED);
            }
            step.run();
            iterations++; // counted after it is done
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
