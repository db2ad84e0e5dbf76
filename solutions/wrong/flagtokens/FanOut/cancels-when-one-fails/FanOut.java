package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A worker that fails cancels the token. */
public class FanOut {
    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        WorkerResult[] ends = new WorkerResult[tasks.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int n = i;
            threads.add(Thread.ofVirtual().start(() -> ends[n] = end(tasks.get(n), token)));
        }
        boolean interrupted = false;
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        token.cancel();
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        results.addAll(List.of(ends));
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private static WorkerResult end(TokenTask task, Token token) {
        try {
            return new WorkerResult.Value(task.work(token));
        } catch (CancellationException e) {
            return new WorkerResult.Cancelled();
        } catch (Throwable t) {
            token.cancel(); // the page cannot be complete any more
            return new WorkerResult.Failure(t);
        }
    }
}
