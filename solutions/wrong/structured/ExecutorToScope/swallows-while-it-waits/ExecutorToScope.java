package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

public class ExecutorToScope {

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var completion = new ExecutorCompletionService<String>(executor);
            List<Future<String>> all = new ArrayList<>();
            all.add(completion.submit(head));
            for (Callable<String> part : parts) {
                all.add(completion.submit(part));
            }
            for (int ended = 0; ended < all.size(); ended++) {
                completion.take().get();
            }
            return all.stream().map(Future::resultNow).toList();
        } finally {
            executor.shutdownNow();
            while (!executor.isTerminated()) {
                try {
                    executor.awaitTermination(1, TimeUnit.DAYS);
                } catch (InterruptedException e) {
                    // waits on: nobody may be left
                }
            }
        }
    }
}
