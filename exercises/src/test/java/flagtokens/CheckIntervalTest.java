package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.util.function.IntConsumer;

class CheckIntervalTest {
    private static final int[] LENGTHS = {0, 1, 3, 4, 7, 8, 9};
    private static final int[] INTERVALS = {1, 3, 4, 100, Integer.MAX_VALUE};
    private static final long UNIT = 100_000; // no product of two fits into an int

    private final CheckInterval answer = new CheckInterval();
    private int read;
    private int checksWhenRead;

    /** Numbers 1, 2, 3 and so on, times the unit; knows how many were read. */
    private final class Counted implements Samples {
        private final int length;
        private final IntConsumer whenRead;

        Counted(int length, IntConsumer whenRead) {
            this.length = length;
            this.whenRead = whenRead;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public long at(int i) {
            if (i < 0 || i >= length) {
                throw new IndexOutOfBoundsException("there is no element " + i);
            }
            read = Math.max(read, i + 1);
            whenRead.accept(i);
            return (i + 1) * UNIT;
        }
    }

    private Samples samples(int length) {
        return new Counted(length, i -> {});
    }

    /** Samples of which the one with index {@code j} cancels {@code token} when it is read. */
    private Samples cancelling(int length, int j, CountedToken token) {
        return new Counted(
                length,
                i -> {
                    if (i == j) {
                        token.cancel();
                    }
                });
    }

    private static long sumOfSquares(int n) {
        long sum = 0;
        for (int i = 1; i <= n; i++) {
            sum += i * UNIT * i * UNIT;
        }
        return sum;
    }

    /** What must hold after one run. */
    private interface Claim {
        void hold(int length, int interval, int j, PartialSum result, CountedToken token);
    }

    /** For all lengths and intervals, cancelled at each element. */
    private void cancelledAtEachElement(Claim claim) {
        for (int length : LENGTHS) {
            for (int interval : INTERVALS) {
                for (int j = 0; j < length; j++) {
                    CountedToken token = new CountedToken();
                    read = 0;
                    PartialSum result =
                            answer.dot(
                                    cancelling(length, j, token), samples(length), interval, token);
                    claim.hold(length, interval, j, result, token);
                }
            }
        }
    }

    @Test
    void anUncancelledResultIsComplete() {
        for (int length : LENGTHS) {
            for (int interval : INTERVALS) {
                assertThat(
                                answer.dot(
                                        samples(length),
                                        samples(length),
                                        interval,
                                        new CountedToken()))
                        .as("length %d, interval %d", length, interval)
                        .isEqualTo(new PartialSum(length, sumOfSquares(length)));
            }
        }
    }

    @Test
    void checksAreAtMostOnePerIntervalPlusOne() {
        for (int length : LENGTHS) {
            for (int interval : INTERVALS) {
                CountedToken token = new CountedToken();
                answer.dot(samples(length), samples(length), interval, token);
                assertThat(token.checks())
                        .as("checks for length %d, interval %d", length, interval)
                        .isLessThanOrEqualTo(Math.ceilDiv(length, interval) + 1);
            }
        }
    }

    @Test
    void dotReadsAtMostOneIntervalAfterACancellation() {
        cancelledAtEachElement(
                (length, interval, j, result, token) ->
                        assertThat((long) read)
                                .as("read of %d, interval %d, cancelled at %d", length, interval, j)
                                .isLessThanOrEqualTo((long) j + interval));
    }

    @Test
    void thePartialSumCoversExactlyTheElementsRead() {
        cancelledAtEachElement(
                (length, interval, j, result, token) -> {
                    String which = "length " + length + ", interval " + interval + ", at " + j;
                    assertThat(result.sum())
                            .as("sum over %d elements, %s", result.elements(), which)
                            .isEqualTo(sumOfSquares(result.elements()));
                    assertThat(result.elements()).as("elements read, " + which).isEqualTo(read);
                });
    }

    @Test
    void aTokenCancelledBeforehandAllowsNoRead() {
        CountedToken token = new CountedToken();
        token.cancel();
        assertThat(answer.dot(samples(9), samples(9), 4, token)).isEqualTo(new PartialSum(0, 0));
        assertThat(read).as("elements read").isZero();
    }

    @CancelEverywhere
    void noElementIsReadAfterACheckSeesTheCancellation(Attempt attempt) {
        CountedToken token = new CountedToken();
        Samples x = new Counted(10, i -> checksWhenRead = token.checks());
        Outcome<PartialSum> outcome =
                attempt.token(token)
                        .atLeastOnePoint()
                        .watch("elements read", () -> read)
                        .watch("checks", token::checks)
                        .call(() -> answer.dot(x, samples(10), 4, token));
        if (outcome.cancelled()) {
            assertThat(checksWhenRead)
                    .as("checks before the last element was read")
                    .isLessThan(token.checks());
            assertThat(outcome.value().elements()).as("elements in the result").isEqualTo(read);
        }
    }
}
