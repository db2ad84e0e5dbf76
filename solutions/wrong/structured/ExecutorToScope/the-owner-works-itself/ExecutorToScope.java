package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            parts.forEach(scope::fork);
            List<String> page = new ArrayList<>();
            page.add(head.call());
            scope.join().map(Subtask::get).forEach(page::add);
            return page;
        }
    }
}
