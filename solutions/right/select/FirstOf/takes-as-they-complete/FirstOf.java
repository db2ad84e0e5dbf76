package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Takes the results as they complete; {@code close()} waits for the rest. */
public class FirstOf {
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        List<Future<T>> futures = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var completion = new ExecutorCompletionService<T>(executor);
            try {
                for (Callable<T> task : tasks) {
                    futures.add(completion.submit(task));
                }
                for (int seen = 0; seen < tasks.size(); seen++) {
                    Future<T> future = completion.take();
                    if (future.state() == Future.State.SUCCESS) {
                        return future.resultNow();
                    }
                }
            } finally {
                futures.forEach(f -> f.cancel(true)); // close() waits, and tells nobody
            }
        }
        throw new AllFailed(futures.stream().map(Future::exceptionNow).toList());
    }
}
