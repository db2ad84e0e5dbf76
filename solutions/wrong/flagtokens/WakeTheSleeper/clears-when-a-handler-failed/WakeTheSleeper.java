package flagtokens;

import cancelsafe.given.CallbackToken;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Clears the status when a handler has thrown. */
public class WakeTheSleeper {
    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        AtomicBoolean ours = new AtomicBoolean();
        int handled = 0;
        boolean throwsOn = false;
        try (var registration =
                token.onCancel(
                        () -> {
                            ours.set(true);
                            sleeper.interrupt();
                        })) {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            throwsOn = !ours.get();
            if (throwsOn) {
                throw e;
            }
        } catch (RuntimeException e) {
            Thread.interrupted();
            throw e;
        }
        if (ours.get()) {
            Thread.interrupted();
        }
        return handled;
    }
}
