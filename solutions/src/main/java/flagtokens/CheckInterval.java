package flagtokens;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;

/** A dot product that can be cancelled between two blocks. */
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
        int done = 0;
        while (done < x.length() && !token.isCancelled()) { // once per block
            int end = done + Math.min(interval, x.length() - done); // the last block may be shorter
            sum += block(x, y, done, end);
            done = end; // counted after the block is done
        }
        return new PartialSum(done, sum);
    }

    private static long block(Samples x, Samples y, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) { // no check: the JIT compiler can vectorize it
            sum += x.at(i) * y.at(i);
        }
        return sum;
    }
}
