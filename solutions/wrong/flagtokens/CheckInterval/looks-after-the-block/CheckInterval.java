package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Does a block, and then looks. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int done = 0;
        while (done < x.length()) {
            int end = Math.min(done + interval, x.length());
            for (int i = done; i < end; i++) {
                sum += x.at(i) * y.at(i);
            }
            done = end;
            if (token.isCancelled()) {
                break;
            }
        }
        return new PartialSum(done, sum);
    }
}
