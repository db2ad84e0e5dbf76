package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** One loop; a counter says when the next look is due. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int untilCheck = 0;
        for (int i = 0; i < x.length(); i++) {
            if (untilCheck == 0) {
                if (token.isCancelled()) {
                    return new PartialSum(i, sum);
                }
                untilCheck = interval;
            }
            untilCheck--;
            sum += x.at(i) * y.at(i);
        }
        return new PartialSum(x.length(), sum);
    }
}
