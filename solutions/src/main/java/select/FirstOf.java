package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Asks several, takes the first answer, and leaves when the last of them has ended. */
public class FirstOf {

    /**
     * Runs all tasks at once.
     *
     * @return what the first to succeed has returned
     * @throws AllFailed if none has succeeded, or there is none
     * @throws InterruptedException if the caller is interrupted
     */
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        List<Subtask<T>> subtasks = new ArrayList<>();
        try (var scope = StructuredTaskScope.open(Joiner.<T>anySuccessfulResultOrThrow())) {
            for (Callable<T> task : tasks) {
                subtasks.add(scope.fork(task));
            }
            return scope.join(); // a failure does not end it; the first success does
        } catch (FailedException e) { // here the scope is closed: nobody is left
            throw new AllFailed(subtasks.stream().map(Subtask::exception).toList());
        }
    }
}
