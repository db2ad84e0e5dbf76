package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<String> theHead = scope.fork(head);
            Subtask<List<String>> theParts = scope.fork(() -> all(parts));
            scope.join();
            List<String> page = new ArrayList<>();
            page.add(theHead.get());
            page.addAll(theParts.get());
            return page;
        }
    }

    private static List<String> all(List<Callable<String>> parts) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            parts.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList();
        } // a failure waits here for the other parts, and the head has not been told
    }
}
