package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;

/** A call with a limit, as a scope with one subtask. */
public class TimedCall {
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>awaitAllSuccessfulOrThrow(), c -> c.withTimeout(limit))) {
            var task = scope.fork(body);
            scope.join();
            return task.get();
        } catch (FailedException e) {
            throw new ExecutionException(e.getCause());
        } catch (StructuredTaskScope.TimeoutException e) {
            throw new TimeoutException(); // here the scope is closed, so the body has ended
        }
    }
}
