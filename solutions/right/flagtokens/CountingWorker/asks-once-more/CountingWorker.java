package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Asks again at the end, so that the ending says what the token says. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit && !token.isCancelled()) {
            step.run();
            iterations++;
        }
        Ending ending = token.isCancelled() ? Ending.CANCELLED : Ending.FINISHED;
        return new Report(iterations, ending);
    }
}
