package structured;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Makes a page of its head and its parts, and leaves when the last of them has ended. */
public class ExecutorToScope {

    /**
     * Makes all of it at once.
     *
     * @return what the head has returned, and then what the parts have, in their order
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception what failed first, or an exception with that as its cause
     */
    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(
                    head); // a child like the others: a failure interrupts children, not the owner
            parts.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList(); // in the order of the forks
        } // on every way out: tells whoever is running, and waits
    }
}
