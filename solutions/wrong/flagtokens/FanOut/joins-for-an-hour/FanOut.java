package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Joins each worker for an hour at most. */
public class FanOut {
    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        WorkerResult[] ends = new WorkerResult[tasks.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int n = i;
            ends[n] = new WorkerResult.Cancelled();
            threads.add(Thread.ofVirtual().unstarted(() -> set(ends, n, end(tasks.get(n), token))));
        }
        threads.forEach(Thread::start);
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
                    thread.join(Duration.ofHours(1));
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        synchronized (ends) {
            results.addAll(List.of(ends));
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private static void set(WorkerResult[] ends, int n, WorkerResult end) {
        synchronized (ends) {
            ends[n] = end;
        }
    }

    private static WorkerResult end(TokenTask task, Token token) {
        try {
            return new WorkerResult.Value(task.work(token));
        } catch (CancellationException e) {
            return new WorkerResult.Cancelled();
        } catch (Throwable t) {
            return new WorkerResult.Failure(t);
        }
    }
}
