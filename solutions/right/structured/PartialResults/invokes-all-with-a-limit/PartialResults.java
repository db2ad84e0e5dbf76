package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

public class PartialResults {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        List<Future<T>> futures;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            futures = executor.invokeAll(tasks, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
        return futures.stream().map(PartialResults::outcome).toList();
    }

    private static <T> CallOutcome<T> outcome(Future<T> future) {
        return switch (future.state()) {
            case SUCCESS -> new Done<>(future.resultNow());
            case FAILED -> new Failed<>(future.exceptionNow());
            case CANCELLED, RUNNING -> new TimedOut<>();
        };
    }
}
