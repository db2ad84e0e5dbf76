package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** A scope for the waiting, and slots of its own for what the workers say. */
public class FanOut {

    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        AtomicReferenceArray<WorkerResult> ends = new AtomicReferenceArray<>(tasks.size());
        try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
            for (int i = 0; i < tasks.size(); i++) {
                int n = i;
                scope.fork(() -> ends.set(n, end(tasks.get(n), token)));
            }
            try {
                Thread.sleep(time);
            } finally {
                token.cancel();
            }
            scope.join();
        } finally {
            IntStream.range(0, tasks.size()).mapToObj(ends::get).forEach(results::add);
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
