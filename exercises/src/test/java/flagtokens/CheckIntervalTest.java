package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.InterruptStatus.isSharedBy;
import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.CountedToken;
import cancelsafe.given.PartialSum;
import cancelsafe.given.Samples;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

class CheckIntervalTest {
    private static final int[] LENGTHS = {0, 1, 3, 4, 7, 8, 9, 100, 5_000};
    private static final int[] INTERVALS = {1, 3, 4, 100, 1_000, 4_999, Integer.MAX_VALUE};

    /** Most products do not fit into an int, and a long sum is exact in a long only. */
    private static final long UNIT = 50_021;

    private static final Samples ONES =
            new Samples() {
                @Override
                public int length() {
                    return 9;
                }

                @Override
                public long at(int i) {
                    return 1;
                }
            };

    private final CheckInterval answer = new CheckInterval();
    private int read;
    private int checksWhenRead;

    /** Small enough for the sum of a million elements. */
    private static long number(long first, int i) {
        return (first + i % 100) * UNIT;
    }

    /** Numbers from {@code first} on; knows how many were read. */
    private final class Counted implements Samples {
        private final int length;
        private final long first;
        private final IntConsumer whenRead;

        Counted(int length, long first, IntConsumer whenRead) {
            this.length = length;
            this.first = first;
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
            return number(first, i);
        }
    }

    private Samples x(int length) {
        return x(length, i -> {});
    }

    private Samples x(int length, IntConsumer whenRead) {
        return new Counted(length, 1, whenRead);
    }

    /** Other numbers than those of x, some of them negative. */
    private Samples y(int length) {
        return new Counted(length, -2, i -> {});
    }

    private static long dot(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += number(1, i) * number(-2, i);
        }
        return sum;
    }

    /** What must hold after one run. */
    private interface Claim {
        void hold(int length, int interval, int j, PartialSum result, CountedToken token);
    }

    /** For all lengths and intervals, cancelled at each element; in long rows at some of them. */
    private void cancelledAtEachElement(Claim claim) {
        for (int length : LENGTHS) {
            for (int interval : INTERVALS) {
                for (int j = 0; j < length; j += j < 8 ? 1 : 311) {
                    cancelledAt(j, length, interval, claim);
                }
            }
        }
    }

    private void cancelledAt(int j, int length, int interval, Claim claim) {
        CountedToken token = new CountedToken();
        read = 0;
        IntConsumer cancelling =
                i -> {
                    if (i == j) {
                        token.cancel();
                    }
                };
        PartialSum result = answer.dot(x(length, cancelling), y(length), interval, token);
        claim.hold(length, interval, j, result, token);
    }

    @Test
    void anUncancelledResultIsComplete() {
        for (int length : LENGTHS) {
            for (int interval : INTERVALS) {
                assertThat(answer.dot(x(length), y(length), interval, new CountedToken()))
                        .as("length %d, interval %d", length, interval)
                        .isEqualTo(new PartialSum(length, dot(length)));
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
    void checksAreAtMostOnePerIntervalPlusOne() {
        for (int length : List.of(0, 1, 3, 4, 7, 8, 9, 100, 5_000, 1_000_000)) {
            for (int interval : INTERVALS) {
                CountedToken token = new CountedToken();
                answer.dot(x(length), y(length), interval, token);
                assertThat(token.checks())
                        .as("checks for length %d, interval %d", length, interval)
                        .isLessThanOrEqualTo(Math.ceilDiv(length, interval) + 1);
            }
        }
    }

    @Test
    void thePartialSumCoversExactlyTheElementsRead() {
        cancelledAtEachElement(
                (length, interval, j, result, token) -> {
                    String which = "length " + length + ", interval " + interval + ", at " + j;
                    assertThat(result.sum())
                            .as("sum over %d elements, %s", result.elements(), which)
                            .isEqualTo(dot(result.elements()));
                    assertThat(result.elements()).as("elements read, " + which).isEqualTo(read);
                });
    }

    @Test
    void aTokenCancelledBeforehandAllowsNoRead() {
        CountedToken token = new CountedToken();
        token.cancel();
        assertThat(answer.dot(x(9), y(9), 4, token)).isEqualTo(new PartialSum(0, 0));
        assertThat(read).as("elements read").isZero();
    }

    @CancelEverywhere
    void noElementIsReadAfterACheckSeesTheCancellation(Attempt attempt) {
        CountedToken token = new CountedToken();
        Samples x = x(10, i -> checksWhenRead = token.checks());
        Outcome<PartialSum> outcome =
                attempt.token(token)
                        .atLeastOnePoint()
                        .watch("elements read", () -> read)
                        .watch("checks", token::checks)
                        .call(() -> answer.dot(x, y(10), 4, token));
        if (outcome.cancelled()) {
            assertThat(checksWhenRead)
                    .as("checks before the last element was read")
                    .isLessThan(token.checks());
            assertThat(outcome.value().elements()).as("elements in the result").isEqualTo(read);
        }
    }

    @Test
    void anExceptionOfTheSamplesReachesTheCaller() {
        for (Throwable failure : Failing.OF_EACH_SORT) {
            for (Consumer<CountedToken> before :
                    List.<Consumer<CountedToken>>of(t -> {}, CountedToken::cancel)) {
                CountedToken token = new CountedToken();
                Samples failing =
                        x(
                                9,
                                i -> {
                                    if (i == 5) {
                                        before.accept(token);
                                        Failing.with(failure);
                                    }
                                });
                assertThatThrownBy(() -> answer.dot(failing, y(9), 4, token))
                        .as("what dot() throws if its first row fails")
                        .isSameAs(failure);
                assertThatThrownBy(() -> answer.dot(y(9), failing, 4, new CountedToken()))
                        .as("what dot() throws if its second row fails")
                        .isSameAs(failure);
            }
        }
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy("dot()", () -> answer.dot(x(9), y(9), 4, new CountedToken()));
        isSharedBy("dot()", seen -> answer.dot(x(9, i -> seen.run()), y(9), 4, new CountedToken()));
        isLeftAloneBy("dot() that is cancelled", () -> cancelledAt(3, 9, 4, (l, i, j, r, t) -> {}));
        isLeftAloneBy(
                "dot() that throws",
                () ->
                        Failing.ignored(
                                () ->
                                        answer.dot(
                                                x(9, i -> Failing.with(new AssertionError())),
                                                y(9),
                                                4,
                                                new CountedToken())));
    }

    /** What a call keeps for its thread, a product inside it destroys. */
    @Test
    void anElementMayBeAProductItself() {
        for (int interval : INTERVALS) {
            IntConsumer inner =
                    i ->
                            assertThat(answer.dot(ONES, ONES, interval, new CountedToken()))
                                    .as("the product inside, interval %d", interval)
                                    .isEqualTo(new PartialSum(9, 9));
            assertThat(answer.dot(x(9, inner), y(9), interval, new CountedToken()))
                    .as("the product outside, interval %d", interval)
                    .isEqualTo(new PartialSum(9, dot(9)));
        }
    }

    /** What a call keeps in a field is a data race. */
    @CancelEverywhere
    void twoThreadsMayUseOneObject(Attempt attempt) {
        AtomicInteger complete = new AtomicInteger();
        Runnable product =
                () -> {
                    PartialSum result = answer.dot(ONES, ONES, 4, new CountedToken());
                    complete.addAndGet(result.equals(new PartialSum(9, 9)) ? 1 : 0);
                };
        attempt.undisturbed()
                .invariant("both results are complete", () -> complete.get() == 2)
                .run(() -> together(product, product));
    }
}
