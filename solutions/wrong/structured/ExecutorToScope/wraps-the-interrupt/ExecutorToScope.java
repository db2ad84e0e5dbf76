package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        List<Callable<String>> all = new ArrayList<>(parts);
        all.addFirst(head);
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            all.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList();
        } catch (Exception e) {
            throw new IllegalStateException("no page", e);
        }
    }
}
