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

/** A server that checks for shutdown before it takes work. */
public class ShutdownFirst {
    private static final int AT_A_TIME = 3;
    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * Serves until {@code shutdown} is cancelled.
     *
     * @param giveBack receives the jobs that were taken and not handled
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void serve(
            BlockingQueue<String> inbox,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        Deque<String> inHand = new ArrayDeque<>();
        try {
            while (!shutdown.isCancelled()) { // before new work
                take(inbox, inHand);
                while (!inHand.isEmpty() && !isAborted(shutdown, policy)) {
                    handler.handle(inHand.getFirst());
                    inHand.removeFirst(); // removed only after it is done
                }
            }
        } finally {
            inHand.forEach(giveBack); // on every path out; empty after a drain
        }
    }

    private static boolean isAborted(Token shutdown, ShutdownPolicy policy) {
        return policy == ShutdownPolicy.ABORT && shutdown.isCancelled();
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
