package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Lets the interrupt out to a caller that nobody meant to interrupt. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        int handled = 0;
        try (Registration alarm = token.onCancel(sleeper::interrupt)) {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } finally {
            if (token.isCancelled()) {
                Thread.interrupted();
            }
        }
        return handled;
    }
}
