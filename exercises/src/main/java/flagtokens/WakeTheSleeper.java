package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Handles orders as they come, and sleeps in between. Its thread is borrowed: when the run has
 * ended, the next task runs on it.
 *
 * <p>Given: a {@link CallbackToken}, whose {@link cancelsafe.given.Registration} says what closing
 * means. A handler that is interrupted finishes its order and sets the interrupt status again.
 *
 * <p>Must hold: cancelling the token ends the run as soon as the order in hand is handled, and a
 * sleeper wakes at once. It then returns. However a run ends, also where a handler throws, nothing
 * of the token's interrupt is left for the next task. An interrupt of anybody else is not
 * swallowed: thrown, or in the status. Every order that was taken from the queue is handled.
 */
public class WakeTheSleeper {

    /**
     * Handles at most {@code limit} orders; until {@code token} is cancelled.
     *
     * @return how many it has handled
     * @throws InterruptedException if somebody else interrupts this thread
     */
    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        token.onCancel(sleeper::interrupt); // TODO for how long?
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            // TODO whose interrupt was it?
        }
        return handled;
    }
}
