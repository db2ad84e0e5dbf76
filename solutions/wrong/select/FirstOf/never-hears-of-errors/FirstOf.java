package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;

/** Reports each exception of a task, but no error. */
public class FirstOf {
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        if (tasks.isEmpty()) {
            throw new AllFailed(List.of());
        }
        record End<V>(int lane, V value, Exception failure) {}
        var ends = new LinkedBlockingQueue<End<T>>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < tasks.size(); i++) {
            int lane = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            ends.add(new End<>(lane, tasks.get(lane).call(), null));
                                        } catch (Exception e) {
                                            ends.add(new End<>(lane, null, e));
                                        }
                                    }));
        }
        try {
            Throwable[] failures = new Throwable[tasks.size()];
            for (int i = 0; i < tasks.size(); i++) {
                End<T> end = ends.take();
                if (end.failure() == null) {
                    return end.value();
                }
                failures[end.lane()] = end.failure();
            }
            throw new AllFailed(List.of(failures));
        } finally {
            threads.forEach(Thread::interrupt);
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
}
