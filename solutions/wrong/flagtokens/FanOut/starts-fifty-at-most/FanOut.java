package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lends the threads of a pool. */
public class FanOut {

    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        List<Future<WorkerResult>> ends = List.of();
        try (ExecutorService executor = Executors.newFixedThreadPool(50)) {
            ends = tasks.stream().map(t -> executor.submit(() -> end(t, token))).toList();
            try {
                Thread.sleep(time);
            } finally {
                token.cancel();
            }
        } finally {
            ends.forEach(end -> results.add(end.resultNow()));
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
