package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Looks at the token at every second step only. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit) {
            if (iterations % 2 == 0 && token.isCancelled()) {
                return new Report(iterations, Ending.CANCELLED);
            }
            step.run();
            iterations++;
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
