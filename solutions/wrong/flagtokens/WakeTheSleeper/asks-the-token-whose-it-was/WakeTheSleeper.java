package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Takes an interrupt for the token's if the token is cancelled. */
public class WakeTheSleeper {
    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean ours = new AtomicBoolean();
        var registration =
                token.onCancel(
                        () -> {
                            ours.set(true);
                            sleeper.interrupt();
                        });
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            if (!token.isCancelled()) {
                throw e;
            }
        } finally {
            registration.close();
            if (ours.get()) {
                Thread.interrupted();
            }
        }
        return handled;
    }
}
