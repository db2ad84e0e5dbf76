package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class PartialResults {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        List<Future<T>> futures = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                tasks.forEach(task -> futures.add(executor.submit(task)));
                for (Future<T> future : futures) {
                    await(future, limit);
                }
            } finally {
                futures.forEach(future -> future.cancel(true));
            }
        }
        return futures.stream().map(PartialResults::outcome).toList();
    }

    private static void await(Future<?> future, Duration limit) throws InterruptedException {
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // its state says so
        }
    }

    private static <T> CallOutcome<T> outcome(Future<T> future) {
        return switch (future.state()) {
            case SUCCESS -> new Done<>(future.resultNow());
            case FAILED -> new Failed<>(future.exceptionNow());
            case CANCELLED, RUNNING -> new TimedOut<>();
        };
    }
}
