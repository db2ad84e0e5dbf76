package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Narrow numbers for the block, so that more of them go into a vector. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int i = 0;
        while (i < x.length() && !token.isCancelled()) {
            int end = i + Math.min(interval, x.length() - i);
            int block = 0;
            for (; i < end; i++) {
                block += x.at(i) * y.at(i);
            }
            sum += block;
        }
        return new PartialSum(i, sum);
    }
}
