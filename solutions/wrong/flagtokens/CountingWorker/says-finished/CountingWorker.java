package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Ends in time, and says that it has done its share. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit && !token.isCancelled()) {
            step.run();
            iterations++;
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
