package select;

import cancelsafe.given.JobHandler;
import cancelsafe.given.ShutdownPolicy;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** For each job in hand one decision: handle it, or give it back. */
public class ShutdownFirst {
    private enum Next {
        HANDLE,
        GIVE_BACK
    }

    public void serve(
            BlockingQueue<String> inbox,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        while (!shutdown.isCancelled()) {
            round(take(inbox), shutdown, policy, handler, giveBack);
        }
    }

    private static List<String> take(BlockingQueue<String> inbox) throws InterruptedException {
        List<String> inHand = new ArrayList<>(3);
        String first = inbox.poll(10, TimeUnit.MILLISECONDS);
        if (first != null) {
            inHand.add(first);
            inbox.drainTo(inHand, 2);
        }
        return inHand;
    }

    private static void round(
            List<String> inHand,
            Token shutdown,
            ShutdownPolicy policy,
            JobHandler handler,
            Consumer<String> giveBack)
            throws InterruptedException {
        int done = 0;
        try {
            for (String job : inHand) {
                if (next(shutdown, policy) == Next.GIVE_BACK) {
                    return;
                }
                handler.handle(job);
                done++;
            }
        } finally {
            inHand.subList(done, inHand.size()).forEach(giveBack);
        }
    }

    private static Next next(Token shutdown, ShutdownPolicy policy) {
        return switch (policy) {
            case DRAIN -> Next.HANDLE;
            case ABORT -> shutdown.isCancelled() ? Next.GIVE_BACK : Next.HANDLE;
        };
    }
}
