package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        List<Callable<String>> all = new ArrayList<>(parts);
        all.addFirst(head);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> page = new ArrayList<>();
            for (Future<String> made : executor.invokeAll(all)) {
                page.add(made.get());
            }
            return page;
        }
    }
}
