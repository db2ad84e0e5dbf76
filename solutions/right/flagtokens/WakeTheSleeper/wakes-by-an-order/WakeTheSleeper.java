package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Wakes the sleeper with what it sleeps for: an order that is none. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        String bell = new String("bell");
        int handled = 0;
        try (Registration alarm = token.onCancel(() -> orders.add(bell))) {
            while (handled < limit && !token.isCancelled()) {
                String order = orders.take();
                if (order != bell) {
                    handler.accept(order);
                    handled++;
                }
            }
        } finally {
            orders.removeIf(order -> order == bell);
        }
        return handled;
    }
}
