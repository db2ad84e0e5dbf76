package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Takes the first answer, and waits for the others to finish. */
public class FirstOf {
    private record News<T>(boolean good, T value) {}

    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        BlockingQueue<News<T>> news = new LinkedBlockingQueue<>();
        AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(tasks.size());
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < tasks.size(); i++) {
                int n = i;
                threads.add(Thread.startVirtualThread(() -> run(tasks.get(n), n, failures, news)));
            }
            for (int heard = 0; heard < tasks.size(); heard++) {
                News<T> next = news.take();
                if (next.good) {
                    return next.value;
                }
            }
        } finally {
            joinAll(threads);
        }
        List<Throwable> all = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            all.add(failures.get(i));
        }
        throw new AllFailed(all);
    }

    private static <T> void run(
            Callable<T> task,
            int n,
            AtomicReferenceArray<Throwable> failures,
            BlockingQueue<News<T>> news) {
        try {
            news.add(new News<>(true, task.call()));
        } catch (Throwable t) {
            failures.set(n, t);
            news.add(new News<>(false, null));
        }
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
