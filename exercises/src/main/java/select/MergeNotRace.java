package select;

import cancelsafe.given.Feed;

import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.function.Consumer;

/**
 * Two feeds of orders, one stream of them.
 *
 * <p>Given: feeds that never end; {@link Feed#next} says what an interrupt does to it. Both
 * consumers are called by one thread at a time and do not wait.
 *
 * <p>Must hold: each feed's orders come out in the order in which they were read, without a gap and
 * none of them twice. An order that has been read and has not come out when {@code merge} ends, in
 * whatever way, is handed to {@code leftover}, in order as well. A feed that is silent does not
 * hold up the other. Nobody reads any more when {@code merge} has ended, and an interrupt is not
 * lost.
 */
public class MergeNotRace {

    /**
     * Hands {@code count} orders to {@code out}, as they come.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        for (int emitted = 0; emitted < count; emitted++) {
            try (var scope =
                    StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(a::next);
                scope.fork(b::next); // TODO and what the other one has read?
                out.accept(scope.join());
            }
        }
    }
}
