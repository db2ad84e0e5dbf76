package flagtokens;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Registration;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sleeps on a thread of its own, which may be interrupted at will: nothing else runs on it. */
public class WakeTheSleeper {

    public int run(
            BlockingQueue<String> orders, int limit, CallbackToken token, Consumer<String> handler)
            throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        FutureTask<Void> work =
                new FutureTask<>(
                        () -> {
                            while (handled.get() < limit && !token.isCancelled()) {
                                handler.accept(orders.take());
                                handled.incrementAndGet();
                            }
                            return null;
                        });
        Thread sleeper = Thread.ofVirtual().start(work);
        boolean interrupted = false;
        try (Registration alarm = token.onCancel(sleeper::interrupt)) {
            while (true) {
                try {
                    sleeper.join();
                    break;
                } catch (InterruptedException e) { // ours: hand it down, and wait all the same
                    interrupted = true;
                    sleeper.interrupt();
                }
            }
        }
        Throwable failure = work.state() == FutureTask.State.FAILED ? work.exceptionNow() : null;
        if (interrupted && !(failure instanceof RuntimeException || failure instanceof Error)) {
            throw new InterruptedException();
        }
        if (interrupted) {
            Thread.currentThread().interrupt(); // the failure is thrown, and must not hide it
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return handled.get();
    }
}
