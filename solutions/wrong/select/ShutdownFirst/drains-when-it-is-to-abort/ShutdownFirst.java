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

/** Looks first, and finishes the round in any case. */
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
        Deque<String> inHand = new ArrayDeque<>();
        try {
            while (!shutdown.isCancelled()) {
                take(inbox, inHand);
                while (!inHand.isEmpty()) {
                    handler.handle(inHand.getFirst());
                    inHand.removeFirst();
                }
            }
        } finally {
            inHand.forEach(giveBack);
        }
    }

    private static void take(BlockingQueue<String> inbox, Deque<String> inHand)
            throws InterruptedException {
        String first = inbox.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            inHand.add(first);
            inbox.drainTo(inHand, AT_A_TIME - 1);
        }
    }
}
