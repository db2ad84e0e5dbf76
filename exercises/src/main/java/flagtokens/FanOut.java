package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts several workers that share a token, lets them work for a while, cancels the token and
 * collects one result per worker.
 *
 * <p>Given: tasks that check the token now and then. A cancelled task throws {@link
 * java.util.concurrent.CancellationException}, or cleans up and returns its partial result.
 *
 * <p>Must hold, wherever and however often the caller is interrupted: when {@code run} ends, the
 * token is cancelled, all workers have terminated, {@code results} has one entry per task in the
 * order of the tasks, and the interrupt is not lost.
 */
public class FanOut {

    /**
     * Runs each task on its own thread, and cancels {@code token} after {@code time}.
     *
     * @param results receives the results; not thread-safe
     * @throws InterruptedException if the caller is interrupted; all results are then in the list
     */
    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        WorkerResult[] ends = new WorkerResult[tasks.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int n = i;
            threads.add(Thread.ofVirtual().start(() -> ends[n] = end(tasks.get(n), token)));
        }
        // TODO an interrupt skips all lines below
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
            // TODO this exception is lost
            return new WorkerResult.Cancelled();
        }
    }
}
