package select;

import cancelsafe.given.JobHandler;
import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A server that takes jobs from an inbox, at most three at a time, and handles them one by one.
 *
 * <p>Given: an inbox that is never empty for long, and a token that is cancelled when the server is
 * to stop.
 *
 * <p>Must hold: told to stop, it stops, however many jobs there are. {@code DRAIN}: what it has in
 * hand is handled. {@code ABORT}: the job that is being handled is finished, the others that it has
 * in hand are given back. Interrupted, it gives back all that it has in hand and has not handled.
 * Every job is handled, given back or still in the inbox; none is in two of these places.
 */
public class ShutdownFirst {
    private static final int AT_A_TIME = 3;
    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * Serves until {@code shutdown} is cancelled.
     *
     * @param giveBack gets what was taken and not handled
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void serve(
            BlockingQueue<String> inbox,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        List<String> inHand = new ArrayList<>();
        while (true) {
            inbox.drainTo(inHand, AT_A_TIME);
            if (inHand.isEmpty()) {
                if (shutdown.isCancelled()) { // TODO who comes here while there is work?
                    return;
                }
                String job = inbox.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (job != null) {
                    inHand.add(job);
                }
            }
            for (String job : inHand) {
                handler.handle(job); // TODO and the policy?
            }
            inHand.clear();
        }
    }
}
