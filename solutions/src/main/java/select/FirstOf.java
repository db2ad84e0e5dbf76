package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Returns the first success, after all tasks have terminated. */
public class FirstOf {

    /**
     * Runs all tasks concurrently.
     *
     * @return the result of the first task that succeeds
     * @throws AllFailed if no task succeeds, or if there is none
     * @throws InterruptedException if the caller is interrupted
     */
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        List<Subtask<T>> subtasks = new ArrayList<>();
        try (var scope = StructuredTaskScope.open(Joiner.<T>anySuccessfulResultOrThrow())) {
            for (Callable<T> task : tasks) {
                subtasks.add(scope.fork(task));
            }
            return scope.join(); // ends at the first success, not at a failure
        } catch (FailedException e) { // the scope is closed: all have terminated
            throw new AllFailed(subtasks.stream().map(Subtask::exception).toList());
        }
    }
}
