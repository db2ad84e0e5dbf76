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
 * <p>Given: an inbox that is rarely empty, and a token that is cancelled to stop the server.
 *
 * <p>Must hold: a cancelled token stops the server, however many jobs there are. {@code DRAIN}: the
 * jobs that were already taken are handled. {@code ABORT}: the job in the handler is finished; the
 * other taken jobs are given back. After an interrupt, all taken jobs that were not handled are
 * given back. Every job is handled, given back or in the inbox, and only one of these.
 */
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
        List<String> inHand = new ArrayList<>();
        while (true) {
            inbox.drainTo(inHand, AT_A_TIME);
            if (inHand.isEmpty()) {
                if (shutdown.isCancelled()) { // TODO never reached while there is work
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
