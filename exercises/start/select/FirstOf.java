package select;

import cancelsafe.given.AllFailed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs several tasks and returns the first success.
 *
 * <p>Given: tasks that end after an interrupt, some of them only after a cleanup.
 *
 * <p>Must hold: the first task that succeeds gives the answer; a failure decides nothing while
 * another task may succeed. The losers are interrupted. However {@code first} ends, no task is
 * running afterwards. If all fail, {@code AllFailed} contains each failure, in the order of the
 * tasks. If the caller is interrupted, the tasks are interrupted too, and the caller's interrupt is
 * not lost.
 */
public class FirstOf {

    /**
     * Runs all tasks concurrently.
     *
     * @return the result of the first task that succeeds
     * @throws AllFailed if no task succeeds, or if there is none
     * @throws InterruptedException if the caller is interrupted
     */
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return executor.invokeAny(tasks); // TODO and the losers?
        } catch (ExecutionException e) {
            throw new AllFailed(List.of(e.getCause())); // TODO all of them?
        }
    }
}
