package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> making = new ArrayList<>();
            making.add(executor.submit(head));
            for (Callable<String> part : parts) {
                making.add(executor.submit(part));
            }
            try {
                List<String> page = new ArrayList<>();
                for (Future<String> made : making) {
                    page.add(made.get()); // the first may take an hour, and the second has failed
                }
                return page;
            } finally {
                making.forEach(each -> each.cancel(true));
            }
        }
    }
}
