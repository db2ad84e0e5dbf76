package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Leaves the loop between the step and its count. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations;
        for (iterations = 0; iterations < limit; iterations++) {
            step.run();
            if (token.isCancelled()) {
                break;
            }
        }
        return new Report(iterations, iterations < limit ? Ending.CANCELLED : Ending.FINISHED);
    }
}
