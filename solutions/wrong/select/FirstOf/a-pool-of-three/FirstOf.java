package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the tasks on three threads. */
public class FirstOf {
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        boolean interrupted = false;
        try {
            var ends = new ExecutorCompletionService<T>(pool);
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(ends.submit(task));
            }
            for (int i = 0; i < futures.size(); i++) {
                Future<T> ended = ends.take();
                if (ended.state() == Future.State.SUCCESS) {
                    return ended.resultNow();
                }
            }
            throw new AllFailed(futures.stream().map(Future::exceptionNow).toList());
        } finally {
            pool.shutdownNow();
            while (!pool.isTerminated()) {
                try {
                    pool.awaitTermination(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
