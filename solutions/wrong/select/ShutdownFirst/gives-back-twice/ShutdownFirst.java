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

/** Gives back after an interrupt, and after an abort. */
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
        List<String> hand = new ArrayList<>();
        int handled = 0;
        try {
            while (!shutdown.isCancelled()) {
                hand.clear();
                handled = 0;
                if (inbox.drainTo(hand, AT_A_TIME) == 0) {
                    String job = inbox.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    if (job != null) {
                        hand.add(job);
                    }
                }
                while (handled < hand.size()
                        && !(policy == ShutdownPolicy.ABORT && shutdown.isCancelled())) {
                    handler.handle(hand.get(handled));
                    handled++;
                }
            }
        } catch (InterruptedException e) {
            hand.subList(handled, hand.size()).forEach(giveBack);
            throw e;
        } finally {
            if (policy == ShutdownPolicy.ABORT && shutdown.isCancelled()) {
                hand.subList(handled, hand.size()).forEach(giveBack);
            }
        }
    }
}
