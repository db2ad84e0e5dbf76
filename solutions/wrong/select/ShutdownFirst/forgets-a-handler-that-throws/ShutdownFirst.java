package select;

import cancelsafe.given.JobHandler;
import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Gives back after an interrupt, but not after another exception. */
public class ShutdownFirst {
    private static final int AT_A_TIME = 3;
    private static final Duration LOOK = Duration.ofMillis(10);

    public void serve(
            BlockingQueue<String> inbox,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        Deque<String> hand = new ArrayDeque<>();
        while (!shutdown.isCancelled()) {
            if (inbox.drainTo(hand, AT_A_TIME) == 0) {
                String job = inbox.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (job != null) {
                    hand.add(job);
                }
            }
            while (!hand.isEmpty()) {
                if (policy == ShutdownPolicy.ABORT && shutdown.isCancelled()) {
                    hand.forEach(giveBack);
                    return;
                }
                try {
                    handler.handle(hand.peek());
                } catch (InterruptedException e) {
                    hand.forEach(giveBack);
                    throw e;
                }
                hand.remove();
            }
        }
    }
}
