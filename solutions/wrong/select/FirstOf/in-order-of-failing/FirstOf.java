package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Reports the failures as they came. */
public class FirstOf {
    private record News<T>(boolean good, T value) {}

    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        BlockingQueue<News<T>> news = new LinkedBlockingQueue<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < tasks.size(); i++) {
                Callable<T> task = tasks.get(i);
                threads.add(Thread.startVirtualThread(() -> run(task, failures, news)));
            }
            for (int heard = 0; heard < tasks.size(); heard++) {
                News<T> next = news.take();
                if (next.good) {
                    return next.value;
                }
            }
        } finally {
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        throw new AllFailed(List.copyOf(failures));
    }

    private static <T> void run(
            Callable<T> task, Queue<Throwable> failures, BlockingQueue<News<T>> news) {
        try {
            news.add(new News<>(true, task.call()));
        } catch (Throwable t) {
            failures.add(t);
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
