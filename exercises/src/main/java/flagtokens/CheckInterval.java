package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/**
 * A dot product that can be cancelled. The JIT compiler can vectorize such a loop if it contains
 * nothing but the computation.
 *
 * <p>Given: a token, and the number of elements that may be read between two checks of it.
 *
 * <p>Must hold: if the token is cancelled when the element with index {@code j} is read, at most
 * {@code j + interval} elements are read; if it was cancelled before the call, none. The sum is the
 * sum of exactly the elements that the result counts. There is at most one check per interval, plus
 * one.
 */
public class CheckInterval {

    /**
     * Returns the sum of {@code x.at(i) * y.at(i)} up to the point where a check reported the
     * cancellation.
     *
     * @param x as long as {@code y}
     * @param interval how many elements may be read between two checks, 1 or more
     */
    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int i = 0;
        while (i < x.length()) {
            // TODO one check and one branch per element: it stops at once, but it is slow
            if (token.isCancelled()) {
                break;
            }
            sum += x.at(i) * y.at(i);
            i++;
        }
        return new PartialSum(i, sum);
    }
}
