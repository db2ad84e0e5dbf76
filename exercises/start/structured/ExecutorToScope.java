package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes a page from its head and its parts, all concurrently.
 *
 * <p>Given: a head and parts that end after an interrupt. Some need a cleanup first, and the
 * cleanup may fail.
 *
 * <p>Must hold: if the head or a part fails, all others are interrupted, and all have terminated
 * when {@code page} ends. {@code page} throws the first failure, itself or as the cause. If the
 * caller is interrupted, all are interrupted and have terminated too, and the caller's interrupt is
 * not lost.
 */
public class ExecutorToScope {

    /**
     * Makes the head and all parts concurrently.
     *
     * @return the result of the head, then those of the parts, in their order
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception the first failure, or an exception with it as the cause
     */
    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> loading = new ArrayList<>();
            for (Callable<String> part : parts) {
                loading.add(executor.submit(part));
            }
            List<String> page = new ArrayList<>();
            page.add(head.call()); // TODO if this fails, who interrupts the parts?
            for (Future<String> part : loading) {
                page.add(part.get()); // TODO what if the last of them has failed?
            }
            return page;
        }
    }
}
