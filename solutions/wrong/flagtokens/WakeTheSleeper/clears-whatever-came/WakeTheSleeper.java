package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Clears the status, whoever has set it. */
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
        } catch (InterruptedException e) {
            if (!token.isCancelled()) {
                throw e;
            }
        }
        Thread.interrupted();
        return handled;
    }
}
