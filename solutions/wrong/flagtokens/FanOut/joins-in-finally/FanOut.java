package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Joins in the finally; the join itself can be interrupted. */
public class FanOut {

    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        WorkerResult[] ends = new WorkerResult[tasks.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int n = i;
            threads.add(Thread.ofVirtual().start(() -> ends[n] = end(tasks.get(n), token)));
        }
        try {
            Thread.sleep(time);
        } finally {
            token.cancel();
            for (Thread thread : threads) {
                thread.join();
            }
            results.addAll(List.of(ends));
        }
    }

    private static WorkerResult end(TokenTask task, Token token) {
        try {
            return new WorkerResult.Value(task.work(token));
        } catch (CancellationException e) {
            return new WorkerResult.Cancelled();
        } catch (Throwable e) {
            return new WorkerResult.Failure(e);
        }
    }
}
