package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Several workers on one token: start all, let them work for a while, cancel, collect. */
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
        try {
            Thread.sleep(time);
        } finally {
            token.cancel(); // whatever ended the waiting, the workers learn of it
            joinAll(threads); // before anything is read, and before anybody leaves
            results.addAll(List.of(ends));
        }
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break; // only a join that returned says that the worker is gone
                } catch (InterruptedException e) {
                    interrupted = true; // nothing more to cancel: keep it for the caller
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static WorkerResult end(TokenTask task, Token token) {
        try {
            return new WorkerResult.Value(task.work(token));
        } catch (CancellationException e) {
            return new WorkerResult.Cancelled();
        } catch (Throwable e) { // an error ends a worker, too; join() would not say so
            return new WorkerResult.Failure(e);
        }
    }
}
