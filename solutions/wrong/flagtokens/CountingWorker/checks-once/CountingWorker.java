package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Looks at the token before the loop, and never again. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        if (token.isCancelled()) {
            return new Report(0, Ending.CANCELLED);
        }
        int iterations = 0;
        while (iterations < limit) {
            step.run();
            iterations++;
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
