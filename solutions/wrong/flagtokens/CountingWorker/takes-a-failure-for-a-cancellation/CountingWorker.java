package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

import java.util.concurrent.CancellationException;

/** Catches what the token throws, and what the step throws too. */
public class CountingWorker {
    public Report run(Token token, int limit, Runnable step) {
        int done = 0;
        try {
            while (done < limit) {
                token.throwIfCancelled();
                step.run();
                done++;
            }
            return new Report(done, Ending.FINISHED);
        } catch (CancellationException e) {
            return new Report(done, Ending.CANCELLED);
        }
    }
}
