package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;
import cancelsafe.given.CallOutcome.TimedOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class PartialResults {

    private static final class Collected<T> implements Joiner<T, Void> {
        private final Queue<CallOutcome<T>> inTime = new ConcurrentLinkedQueue<>();

        @Override
        public boolean onComplete(Subtask<? extends T> task) {
            inTime.add(
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
        try (var scope = StructuredTaskScope.open(collected, c -> c.withTimeout(limit))) {
            tasks.forEach(scope::fork);
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            // what has ended in time is collected
        }
        List<CallOutcome<T>> outcomes = new ArrayList<>(collected.inTime);
        while (outcomes.size() < tasks.size()) {
            outcomes.add(new TimedOut<>());
        }
        return outcomes;
    }
}
