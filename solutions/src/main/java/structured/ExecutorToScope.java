package structured;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Makes a page from its head and its parts, and ends when all have terminated. */
public class ExecutorToScope {

    /**
     * Makes the head and all parts concurrently.
     *
     * @return the result of the head, then those of the parts, in their order
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception the first failure, or an exception with it as the cause
     */
    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(head); // a subtask: a failure interrupts subtasks, not the owner
            parts.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList(); // in the order of the forks
        } // close() interrupts what is running, and waits
    }
}
