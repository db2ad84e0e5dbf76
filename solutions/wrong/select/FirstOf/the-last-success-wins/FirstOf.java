package select;

import cancelsafe.given.AllFailed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Each success replaces the one before. */
public class FirstOf {
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        if (tasks.isEmpty()) {
            throw new AllFailed(List.of());
        }
        var answer = new AtomicReference<Optional<T>>();
        var failures = new AtomicReferenceArray<Throwable>(tasks.size());
        var successOrAllEnded = new CountDownLatch(1);
        var left = new AtomicInteger(tasks.size());
        var threads =
                IntStream.range(0, tasks.size())
                        .mapToObj(
                                i ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            try {
                                                                answer.set(
                                                                        Optional.ofNullable(
                                                                                tasks.get(i)
                                                                                        .call()));
                                                                successOrAllEnded.countDown();
                                                            } catch (Throwable t) {
                                                                failures.set(i, t);
                                                            }
                                                            if (left.decrementAndGet() == 0) {
                                                                successOrAllEnded.countDown();
                                                            }
                                                        }))
                        .toList();
        boolean interrupted = false;
        try {
            successOrAllEnded.await();
        } finally {
            threads.forEach(Thread::interrupt);
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
        if (answer.get() != null) {
            return answer.get().orElse(null);
        }
        throw new AllFailed(IntStream.range(0, tasks.size()).mapToObj(failures::get).toList());
    }
}
