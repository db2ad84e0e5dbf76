package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** The first step is done in any case. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        do {
            step.run();
            iterations++;
        } while (iterations < limit && !token.isCancelled());
        return new Report(iterations, iterations < limit ? Ending.CANCELLED : Ending.FINISHED);
    }
}
