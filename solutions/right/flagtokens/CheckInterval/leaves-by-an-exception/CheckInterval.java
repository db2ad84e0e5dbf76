package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

import java.util.concurrent.CancellationException;

/** Blocks with a check that leaves by itself. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int done = 0;
        while (true) {
            try {
                token.throwIfCancelled(); // alone in here: the samples may throw the same exception
            } catch (CancellationException e) {
                return new PartialSum(done, sum);
            }
            int end = Math.min(done + interval, x.length());
            for (int i = done; i < end; i++) {
                sum += x.at(i) * y.at(i);
            }
            done = end;
            if (done == x.length()) {
                return new PartialSum(done, sum);
            }
        }
    }
}
