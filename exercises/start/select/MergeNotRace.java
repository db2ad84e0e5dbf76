package select;

import cancelsafe.given.Feed;

import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Consumer;

/**
 * Merges two feeds of orders into one stream.
 *
 * <p>Given: feeds that never end; {@link Feed#next} says what an interrupt does. Both consumers are
 * called by one thread at a time; {@code out} may be slow, and may throw.
 *
 * <p>Must hold: the orders of each feed come out in the sequence in which they were read, without a
 * gap and none twice. When {@code merge} ends in any way, every order that was read and did not
 * come out is passed to {@code leftover}, in sequence too. A silent feed does not delay the other.
 * After {@code merge} has ended no thread reads any more, and an interrupt is not lost.
 */
public class MergeNotRace {

    /**
     * Passes {@code count} orders to {@code out}, as they arrive.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        for (int emitted = 0; emitted < count; emitted++) {
            try (var scope =
                    StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(a::next);
                scope.fork(b::next); // TODO what if the loser has read an order too?
                out.accept(scope.join());
            }
        }
    }
}
