package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

import java.util.concurrent.CancellationException;

/** Leaves the loop by an exception. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        int iterations = 0;
        while (iterations < limit) {
            try {
                token.throwIfCancelled(); // alone in here: a step may throw the same exception
            } catch (CancellationException e) {
                return new Report(iterations, Ending.CANCELLED);
            }
            step.run();
            iterations++;
        }
        return new Report(iterations, Ending.FINISHED);
    }
}
