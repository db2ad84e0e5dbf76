package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Keeps a subtask for each result, and reads it when all have succeeded. */
public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<String> theHead = scope.fork(head);
            List<Subtask<String>> theParts = new ArrayList<>();
            for (Callable<String> part : parts) {
                theParts.add(scope.fork(part));
            }
            scope.join();
            List<String> page = new ArrayList<>();
            page.add(theHead.get());
            for (Subtask<String> part : theParts) {
                page.add(part.get());
            }
            return page;
        }
    }
}
