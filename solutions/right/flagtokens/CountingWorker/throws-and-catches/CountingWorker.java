package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

import java.util.concurrent.CancellationException;

/** Leaves the loop by an exception. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        try {
            for (; iterations < limit; iterations++) {
                token.throwIfCancelled();
                step.run();
            }
        } catch (CancellationException e) {
            return new Report(iterations, Ending.CANCELLED);
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
