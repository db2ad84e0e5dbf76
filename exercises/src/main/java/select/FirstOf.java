package select;

import cancelsafe.given.AllFailed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks several, and takes the first answer.
 *
 * <p>Given: tasks that end when they are interrupted, some of them after they have tidied up.
 *
 * <p>Must hold: the first task that succeeds gives the answer; a failure decides nothing as long as
 * another may succeed. The losers are interrupted. However {@code first} ends, no task is running
 * any more. If all fail, each failure is in the {@code AllFailed}, in the order of the tasks. When
 * the caller is interrupted the tasks are, too, and its interrupt is not lost.
 */
public class FirstOf {

    /**
     * Runs all tasks at once.
     *
     * @return what the first to succeed has returned
     * @throws AllFailed if none has succeeded, or there is none
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
