package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class PartialResults {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        List<Subtask<T>> forked = new ArrayList<>();
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>awaitAll(), config -> config.withTimeout(limit))) {
            tasks.forEach(task -> forked.add(scope.fork(task)));
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            // each subtask keeps its state
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return forked.stream().map(PartialResults::outcome).toList();
    }

    private static <T> CallOutcome<T> outcome(Subtask<T> task) {
        return switch (task.state()) {
            case SUCCESS -> new Done<>(task.get());
            case FAILED -> new Failed<>(task.exception());
            case UNAVAILABLE -> new TimedOut<>();
        };
    }
}
