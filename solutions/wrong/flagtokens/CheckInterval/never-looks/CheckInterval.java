package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** The fastest loop of all, and deaf. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        for (int i = 0; i < x.length(); i++) {
            sum += x.at(i) * y.at(i);
        }
        return new PartialSum(x.length(), sum);
    }
}
