package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/**
 * A dot product that can be cancelled. A compiler can turn such a loop into vector instructions, if
 * nothing else stands in it.
 *
 * <p>Given: a token, and how many elements may pass between two looks at it.
 *
 * <p>Must hold: when the token is cancelled at the element with index {@code j}, at most {@code j +
 * interval} elements are read; when it was cancelled beforehand, none. The result is right for the
 * elements that it names. At most one check for each begun interval, and one more.
 */
public class CheckInterval {

    /**
     * The sum over {@code x.at(i) * y.at(i)}, up to where the token was seen to be cancelled.
     *
     * @param x as long as {@code y}
     * @param interval how many elements may pass between two checks, 1 or more
     */
    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int i = 0;
        while (i < x.length()) {
            // TODO a look and a branch for each element: it hears at once, and crawls
            if (token.isCancelled()) {
                break;
            }
            sum += x.at(i) * y.at(i);
            i++;
        }
        return new PartialSum(i, sum);
    }
}
