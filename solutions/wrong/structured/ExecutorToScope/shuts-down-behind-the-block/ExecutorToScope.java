package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try (executor) {
            Future<String> theHead = executor.submit(head);
            List<Future<String>> loading = new ArrayList<>();
            for (Callable<String> part : parts) {
                loading.add(executor.submit(part));
            }
            List<String> page = new ArrayList<>();
            page.add(theHead.get());
            for (Future<String> part : loading) {
                page.add(part.get());
            }
            return page;
        } catch (Exception e) {
            executor.shutdownNow(); // here it has been closed, and close() has waited
            throw e;
        }
    }
}
