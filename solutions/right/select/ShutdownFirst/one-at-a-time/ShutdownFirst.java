package select;

import cancelsafe.given.JobHandler;
import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes one job at a time, so there is never more in hand than the one that is handled. */
public class ShutdownFirst {
    public void serve(
            BlockingQueue<String> inbox,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        while (!shutdown.isCancelled()) {
            String job = inbox.poll(10, TimeUnit.MILLISECONDS);
            if (job == null) {
                continue;
            }
            boolean done = false;
            try {
                handler.handle(job);
                done = true;
            } finally {
                if (!done) {
                    giveBack.accept(job);
                }
            }
        }
    }
}
