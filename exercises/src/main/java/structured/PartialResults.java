package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Runs tasks concurrently, and reports how each has ended when the time limit is reached.
 *
 * <p>Must hold: the list has one outcome for each task, in the sequence of the tasks. When {@code
 * run} ends, no task is running.
 */
public class PartialResults {

    /**
     * Runs all tasks, each on a thread of its own, until {@code limit} is over.
     *
     * @param limit at most a century
     * @return for each task {@code Done} or {@code Failed} if it has ended in time, and otherwise
     *     {@code TimedOut}
     * @throws InterruptedException if the caller is interrupted; all tasks have ended
     */
    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>allSuccessfulOrThrow(), config -> config.withTimeout(limit))) {
            tasks.forEach(scope::fork);
            return scope.join().<CallOutcome<T>>map(task -> new Done<>(task.get())).toList();
        } catch (StructuredTaskScope.TimeoutException | FailedException e) {
            return List.of(); // TODO and the tasks that have ended in time?
        }
    }
}
