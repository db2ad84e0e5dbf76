package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

public class PartialResults {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        CountDownLatch missing = new CountDownLatch(tasks.size());
        List<CompletableFuture<CallOutcome<T>>> slots = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (Callable<T> task : tasks) {
                CompletableFuture<CallOutcome<T>> slot = new CompletableFuture<>();
                slots.add(slot);
                threads.add(
                        Thread.startVirtualThread(
                                () -> {
                                    slot.complete(outcome(task));
                                    missing.countDown();
                                }));
            }
            missing.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        return slots.stream().map(CompletableFuture::join).toList();
    }

    private static <T> CallOutcome<T> outcome(Callable<T> task) {
        try {
            return new Done<>(task.call());
        } catch (Throwable t) {
            return t instanceof InterruptedException ? new TimedOut<>() : new Failed<>(t);
        }
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
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
