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

/** Runs tasks concurrently, and reports how each has ended when the time limit is reached. */
public class PartialResults {

    /**
     * Runs all tasks, each on a thread of its own, until {@code limit} is over.
     *
     * @param limit at most a century
     * @return for each task {@code Done} or {@code Failed} if it has ended in time, and otherwise
     *     {@code TimedOut}
     * @throws InterruptedException if the caller is interrupted; all tasks have ended
     */
    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        List<Subtask<T>> forked = new ArrayList<>();
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>awaitAll(), config -> config.withTimeout(limit))) {
            tasks.forEach(task -> forked.add(scope.fork(task)));
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) { // runs after close()
            // each subtask keeps its state
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
