package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class PartialResults {

    private static final class Collected<T> implements Joiner<T, Void> {
        private final Map<Subtask<? extends T>, CallOutcome<T>> inTime = new ConcurrentHashMap<>();

        @Override
        public boolean onComplete(Subtask<? extends T> task) {
            inTime.put(
                    task,
                    task.state() == Subtask.State.SUCCESS
                            ? new Done<>(task.get())
                            : new Failed<>(task.exception()));
            return false;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    public <T> List<CallOutcome<T>> run(List<Callable<T>> tasks, Duration limit)
            throws InterruptedException {
        var collected = new Collected<T>();
        List<Subtask<T>> forked = new ArrayList<>();
        try (var scope = StructuredTaskScope.open(collected, c -> c.withTimeout(limit))) {
            for (Callable<T> task : tasks) {
                forked.add(scope.fork(task));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            // what has ended in time is collected
        }
        List<CallOutcome<T>> outcomes = new ArrayList<>();
        for (Subtask<T> task : forked) {
            outcomes.add(collected.inTime.getOrDefault(task, new TimedOut<>()));
        }
        return outcomes;
    }
}
