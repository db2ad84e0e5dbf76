package flagtokens;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;

/** One FutureTask for each worker; asks each until it has an answer. */
public class FanOut {

    public void run(List<TokenTask> tasks, Token token, Duration time, List<WorkerResult> results)
            throws InterruptedException {
        List<FutureTask<String>> futures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (TokenTask task : tasks) {
            FutureTask<String> future = new FutureTask<>(() -> task.work(token));
            futures.add(future);
            threads.add(Thread.startVirtualThread(future));
        }
        boolean interrupted = false;
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        token.cancel();
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        futures.forEach(future -> results.add(resultOf(future)));
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private static WorkerResult resultOf(FutureTask<String> future) {
        return switch (future.state()) {
            case SUCCESS -> new WorkerResult.Value(future.resultNow());
            case FAILED ->
                    future.exceptionNow() instanceof CancellationException
                            ? new WorkerResult.Cancelled()
                            : new WorkerResult.Failure(future.exceptionNow());
            default -> new WorkerResult.Cancelled();
        };
    }
}
