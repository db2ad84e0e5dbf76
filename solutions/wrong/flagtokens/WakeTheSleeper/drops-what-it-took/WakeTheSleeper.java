package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks once more when it has taken an order, and drops it. */
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
            while (handled < limit) {
                String order = orders.take();
                if (token.isCancelled()) {
                    break;
                }
                handler.accept(order);
                handled++;
            }
        } catch (InterruptedException e) {
            if (!woken.get()) {
                throw e;
            }
        } finally {
            alarm.close();
            if (woken.get()) {
                Thread.interrupted();
            }
        }
        return handled;
    }
}
