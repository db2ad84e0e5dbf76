package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Takes customer orders from a queue, handles them, and blocks while the queue is empty. The thread
 * belongs to a pool: after this run, the next task runs on it.
 *
 * <p>Given: a {@link CallbackToken}; {@link cancelsafe.given.Registration} defines what closing
 * does. A handler that is interrupted finishes its order and restores the interrupt status.
 *
 * <p>Must hold: if the token is cancelled, a blocked run wakes at once, a handler in progress
 * finishes, and then {@code run} returns normally. However a run ends, even if a handler throws,
 * the token's interrupt does not reach the next task. If the interrupt comes from elsewhere, {@code
 * run} throws or leaves the status set. Every order that was taken is handled.
 */
public class WakeTheSleeper {

    /**
     * Handles at most {@code limit} orders, or until {@code token} is cancelled.
     *
     * @return the number of orders handled
     * @throws InterruptedException if the thread is interrupted, but not by the token
     */
    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        token.onCancel(sleeper::interrupt); // TODO how long is it registered?
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            // TODO where did this interrupt come from?
        }
        return handled;
    }
}
