package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public class Supervisor {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> children, int restarts)
            throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<CallOutcome<T>>allSuccessfulOrThrow())) {
            children.forEach(child -> scope.fork(() -> supervised(child, restarts)));
            return scope.join().map(Subtask::get).toList();
        }
    }

    private static <T> CallOutcome<T> supervised(
            Callable<T> child, int restarts) {
        for (int left = restarts; ; left--) {
            try {
                return new Done<>(child.call());
            } catch (Throwable failure) {
                if (left == 0) {
                    return new Failed<>(failure);
                }
            }
        }
    }
}
