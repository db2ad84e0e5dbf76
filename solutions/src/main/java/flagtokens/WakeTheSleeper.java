package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Takes orders from a queue and handles them. */
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
        AtomicBoolean woken = new AtomicBoolean();
        Registration alarm =
                token.onCancel(
                        () -> {
                            woken.set(true); // tells later that the token has interrupted
                            sleeper.interrupt();
                        });
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            if (!woken.get()) { // another interrupt: must not be swallowed
                throw e;
            }
        } finally {
            alarm.close(); // waits: afterwards the token cannot interrupt
            if (woken.get()) {
                Thread.interrupted(); // clears the token's interrupt
            }
        }
        return handled;
    }
}
