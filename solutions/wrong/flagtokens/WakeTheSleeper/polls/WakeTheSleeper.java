package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Wakes by itself every ten milliseconds and looks at the flag. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        int handled = 0;
        while (handled < limit && !token.isCancelled()) {
            String order = orders.poll(10, TimeUnit.MILLISECONDS);
            if (order != null) {
                handler.accept(order);
                handled++;
            }
        }
        return handled;
    }
}
