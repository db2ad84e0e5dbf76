package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Looks every 1024 elements, whatever it was asked for. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int i = 0;
        for (; i < x.length(); i++) {
            if ((i & 1023) == 0 && token.isCancelled()) {
                break;
            }
            sum += x.at(i) * y.at(i);
        }
        return new PartialSum(i, sum);
    }
}
