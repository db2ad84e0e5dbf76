package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Handles orders as they come, and sleeps in between. */
public class WakeTheSleeper {

    /**
     * Handles at most {@code limit} orders; until {@code token} is cancelled.
     *
     * @return how many it has handled
     * @throws InterruptedException if somebody else interrupts this thread
     */
    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean woken = new AtomicBoolean();
        Registration alarm =
                token.onCancel(
                        () -> {
                            woken.set(true); // says later whose interrupt it was
                            sleeper.interrupt();
                        });
        int handled = 0;
        try {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            if (!woken.get()) { // somebody else wants this thread to stop: not ours to swallow
                throw e;
            }
        } finally {
            alarm.close(); // waits: from here on no interrupt of ours can come
            if (woken.get()) {
                Thread.interrupted(); // and the one that came goes no further
            }
        }
        return handled;
    }
}
