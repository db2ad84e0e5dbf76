package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes a page of its head and its parts, all of them at once.
 *
 * <p>Given: a head and parts that end when they are interrupted. Some of them tidy up first, and
 * tidying up may fail.
 *
 * <p>Must hold: if one of them fails, the head or a part, all the others are interrupted, and all
 * have ended when {@code page} is left. The first failure leaves it, itself or as the cause. When
 * the caller is interrupted, all are interrupted and have ended, too, and its interrupt is not
 * lost.
 */
public class ExecutorToScope {

    /**
     * Makes all of it at once.
     *
     * @return what the head has returned, and then what the parts have, in their order
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception what failed first, or an exception with that as its cause
     */
    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> loading = new ArrayList<>();
            for (Callable<String> part : parts) {
                loading.add(executor.submit(part));
            }
            List<String> page = new ArrayList<>();
            page.add(head.call()); // TODO if this fails, who tells the parts?
            for (Future<String> part : loading) {
                page.add(part.get()); // TODO and if the last of them has failed?
            }
            return page;
        }
    }
}
