package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

/** Sets the ending after the last step. */
public class CountingWorker {
    public Report run(Token token, int limit, Runnable step) {
        Ending ending = Ending.CANCELLED;
        int done = 0;
        while (!token.isCancelled() && done < limit) {
            step.run();
            if (++done == limit) {
                ending = Ending.FINISHED;
            }
        }
        return new Report(done, ending);
    }
}
