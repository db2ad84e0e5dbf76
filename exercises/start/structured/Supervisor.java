package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/**
 * Runs children concurrently, and restarts a child that fails.
 *
 * <p>Must hold: each child is restarted at most {@code restarts} times. A failure disturbs no other
 * child. A child that was cancelled is never restarted, and no child is running when {@code run}
 * ends.
 */
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
            children.forEach(child -> scope.fork(() -> supervised(child, restarts)));
            return scope.join().map(Subtask::get).toList();
        }
    }

    private static <T> CallOutcome<T> supervised(Callable<T> child, int restarts) {
        Exception failure = new Exception("the child has not been started");
        for (int life = 0; life < restarts; life++) { // TODO how many lives?
            try {
                return new Done<>(child.call());
            } catch (Exception e) { // TODO was this child cancelled?
                failure = e;
            }
        }
        return new Failed<>(failure);
    }
}
