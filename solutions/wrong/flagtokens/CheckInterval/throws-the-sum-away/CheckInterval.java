package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** Leaves by an exception that takes the partial result with it. */
public class CheckInterval {

    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        for (int done = 0; done < x.length(); done += interval) {
            token.throwIfCancelled();
            int end = Math.min(done + interval, x.length());
            for (int i = done; i < end; i++) {
                sum += x.at(i) * y.at(i);
            }
        }
        return new PartialSum(x.length(), sum);
    }
}
