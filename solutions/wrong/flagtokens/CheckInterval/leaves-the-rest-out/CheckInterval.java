package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Whole blocks only. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int done = 0;
        while (done + interval <= x.length() && !token.isCancelled()) {
            for (int i = done; i < done + interval; i++) {
                sum += x.at(i) * y.at(i);
            }
            done += interval;
        }
        return new PartialSum(done, sum);
    }
}
