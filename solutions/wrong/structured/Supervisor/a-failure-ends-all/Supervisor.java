package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class Supervisor {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> children, int restarts)
            throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<CallOutcome<T>>allSuccessfulOrThrow())) {
            children.forEach(child -> scope.fork(() -> supervised(scope, child, restarts)));
            return scope.join().map(Subtask::get).toList();
        }
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
                    throw new IllegalStateException(failure);
                }
            }
        }
    }
}
