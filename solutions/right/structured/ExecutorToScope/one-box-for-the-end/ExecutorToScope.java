package structured;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** The last success or the first failure fills a box, and the caller waits for the box alone. */
public class ExecutorToScope {
    private static final class Page {
        private final List<String> content;
        private int missing;

        Page(int size) {
            content = new ArrayList<>(Collections.nCopies(size, ""));
            missing = size;
        }

        synchronized boolean isCompleteWith(int n, String text) {
            content.set(n, text);
            missing--;
            return missing == 0;
        }

        synchronized List<String> content() {
            return List.copyOf(content);
        }
    }

    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        List<Callable<String>> all = new ArrayList<>(parts);
        all.addFirst(head);
        Page page = new Page(all.size());
        CompletableFuture<List<String>> end = new CompletableFuture<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < all.size(); i++) {
                    int n = i;
                    executor.execute(() -> fill(page, n, all.get(n), end));
                }
                return end.get();
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static void fill(
            Page page, int n, Callable<String> task, CompletableFuture<List<String>> end) {
        try {
            if (page.isCompleteWith(n, task.call())) {
                end.complete(page.content());
            }
        } catch (Throwable t) {
            end.completeExceptionally(t);
        }
    }
}
