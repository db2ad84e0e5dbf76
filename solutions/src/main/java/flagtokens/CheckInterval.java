package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** A dot product that can be cancelled between two blocks. */
public class CheckInterval {

    /**
     * The sum over {@code x.at(i) * y.at(i)}, up to where the token was seen to be cancelled.
     *
     * @param x as long as {@code y}
     * @param interval how many elements may pass between two checks, 1 or more
     */
    public PartialSum dot(Samples x, Samples y, int interval, CountedToken token) {
        long sum = 0;
        int done = 0;
        while (done < x.length() && !token.isCancelled()) { // at the edge of a block, never inside
            int end = done + Math.min(interval, x.length() - done); // the last one may be shorter
            sum += block(x, y, done, end);
            done = end; // counted when the block is done: the result names what is in it
        }
        return new PartialSum(done, sum);
    }

    private static long block(Samples x, Samples y, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) { // nothing here but the work: this the compiler can unroll
            sum += x.at(i) * y.at(i);
        }
        return sum;
    }
}
