package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Several workers on one token: start all, let them work for a while, cancel, collect.
 *
 * <p>Given: tasks that look at the token now and then. Cancelled tasks throw {@link
 * java.util.concurrent.CancellationException}, or tidy up and return what they have.
 *
 * <p>Must hold, wherever and however often the caller is interrupted: when {@code run} has ended,
 * the token is cancelled, no worker is at work, {@code results} has one entry for each task, in the
 * order of the tasks, that says how it ended, and the caller still learns of the interrupt.
 */
public class FanOut {

    /**
     * Runs each task on a thread of its own, and cancels {@code token} after {@code time}.
     *
     * @param results gets the results; not safe for several threads at once
     * @throws InterruptedException if the caller is interrupted, with all the results in the list
     */
    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        WorkerResult[] ends = new WorkerResult[tasks.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int n = i;
            threads.add(Thread.ofVirtual().start(() -> ends[n] = end(tasks.get(n), token)));
        }
        // TODO an interrupt leads past everything that stands below
        Thread.sleep(time);
        token.cancel();
        for (Thread thread : threads) {
            thread.join();
        }
        results.addAll(List.of(ends));
    }

    private static WorkerResult end(TokenTask task, Token token) {
        try {
            return new WorkerResult.Value(task.work(token));
        } catch (Exception e) {
            // TODO nobody hears of it
            return new WorkerResult.Cancelled();
        }
    }
}
