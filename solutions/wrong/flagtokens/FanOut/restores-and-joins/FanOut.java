package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Puts the interrupt back at once; the next join throws at once, for ever. */
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        token.cancel();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (WorkerResult end : ends) {
            results.add(end == null ? new WorkerResult.Cancelled() : end);
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
