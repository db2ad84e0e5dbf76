package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Closes and clears in the right order, where nothing is thrown but what it catches. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean woken = new AtomicBoolean();
        Registration alarm =
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
                alarm.close();
                throw e;
            }
        }
        alarm.close();
        if (woken.get()) {
            Thread.interrupted();
        }
        return handled;
    }
}
