package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Runs children concurrently, and restarts a child that fails. */
public class Supervisor {

    /**
     * Runs all children, each on a thread of its own, until each has ended for good.
     *
     * @param restarts how often each child may be restarted
     * @return how the last life of each child ended, in the sequence of the children
     * @throws InterruptedException if the caller is interrupted; all children have ended
     */
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
            } catch (Throwable failure) { // errors too
                if (scope.isCancelled() || Thread.currentThread().isInterrupted()) {
                    return new Cancelled<>(); // whatever it threw on its way out
                }
                if (left == 0) {
                    return new Failed<>(failure);
                }
            }
        }
    }
}
