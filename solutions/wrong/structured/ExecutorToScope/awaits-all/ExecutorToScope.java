package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        List<Subtask<String>> making = new ArrayList<>();
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll())) {
            making.add(scope.fork(head));
            for (Callable<String> part : parts) {
                making.add(scope.fork(part));
            }
            scope.join();
        }
        List<String> page = new ArrayList<>();
        for (Subtask<String> made : making) {
            if (made.state() == Subtask.State.FAILED) {
                throw new Exception(made.exception());
            }
            page.add(made.get());
        }
        return page;
    }
}
