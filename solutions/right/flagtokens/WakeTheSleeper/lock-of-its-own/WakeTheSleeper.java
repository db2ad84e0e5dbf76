package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** A small object that may interrupt only while the run goes on. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        Alarm alarm = new Alarm(Thread.currentThread());
        Registration registration = token.onCancel(alarm::ring);
        int handled = 0;
        boolean foreign = false;
        while (handled < limit && !token.isCancelled()) {
            String order;
            try {
                order = orders.take();
            } catch (InterruptedException e) {
                foreign = true;
                break;
            }
            handler.accept(order);
            handled++;
        }
        registration.close();
        if (alarm.stop()) {
            Thread.interrupted();
        } else if (foreign) {
            throw new InterruptedException();
        }
        return handled;
    }

    private static final class Alarm {
        private final Thread sleeper;
        private boolean rang;
        private boolean stopped;

        Alarm(Thread sleeper) {
            this.sleeper = sleeper;
        }

        synchronized void ring() {
            if (!stopped) {
                rang = true;
                sleeper.interrupt();
            }
        }

        synchronized boolean stop() {
            stopped = true;
            return rang;
        }
    }
}
