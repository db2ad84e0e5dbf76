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
        try {
            Thread.sleep(time);
        } finally {
            token.cancel(); // also after an interrupt
            joinAll(threads); // before the results are read
            results.addAll(List.of(ends));
        }
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break; // only now has the worker terminated
                } catch (InterruptedException e) {
                    interrupted = true; // remembered for the caller
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
        } catch (Throwable e) { // errors too: join() does not report them
            return new WorkerResult.Failure(e);
        }
    }
}
