package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Counts a block before it asks whether it may do it. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int done = 0;
        while (done < x.length()) {
            int from = done;
            done = Math.min(done + interval, x.length());
            if (token.isCancelled()) {
                break;
            }
            for (int i = from; i < done; i++) {
                sum += x.at(i) * y.at(i);
            }
        }
        return new PartialSum(done, sum);
    }
}
