package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The callback stays, and rings in the middle of the next task. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean woken = new AtomicBoolean();
        token.onCancel(
                () -> {
                    woken.set(true);
                    sleeper.interrupt();
                });
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            if (!woken.get()) {
                throw e;
            }
        }
        if (woken.get()) {
            Thread.interrupted();
        }
        return handled;
    }
}
