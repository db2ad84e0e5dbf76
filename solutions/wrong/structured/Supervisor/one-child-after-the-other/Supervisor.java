package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

public class Supervisor {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> children, int restarts)
            throws InterruptedException {
        List<CallOutcome<T>> outcomes = new ArrayList<>();
        for (Callable<T> child : children) {
            try (var scope =
                    StructuredTaskScope.open(Joiner.<CallOutcome<T>>allSuccessfulOrThrow())) {
                var subtask = scope.fork(() -> supervised(scope, child, restarts));
                scope.join();
                outcomes.add(subtask.get());
            }
        }
        return outcomes;
    }

    private static <T> CallOutcome<T> supervised(
            StructuredTaskScope<?, ?> scope, Callable<T> child, int restarts) {
        for (int left = restarts; ; left--) {
            try {
                return new Done<>(child.call());
            } catch (InterruptedException | CancellationException e) {
                return new Cancelled<>();
            } catch (Throwable failure) {
                if (scope.isCancelled() || Thread.currentThread().isInterrupted()) {
                    return new Cancelled<>();
                }
                if (left == 0) {
                    return new Failed<>(failure);
                }
            }
        }
    }
}
