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
        int handled = 0;
        try (Registration registration = token.onCancel(alarm::ring)) {
            while (handled < limit && !token.isCancelled()) {
                handler.accept(orders.take());
                handled++;
            }
        } catch (InterruptedException e) {
            if (!alarm.stop()) {
                throw e;
            }
        } finally {
            if (alarm.stop()) {
                Thread.interrupted();
            }
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
