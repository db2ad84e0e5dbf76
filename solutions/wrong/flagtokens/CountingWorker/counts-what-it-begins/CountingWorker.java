package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Counts before it checks. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit) {
            iterations++;
            if (token.isCancelled()) {
                return new Report(iterations, Ending.CANCELLED);
            }
            step.run();
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
