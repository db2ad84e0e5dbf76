package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/**
 * What is true of the work when its caller stops waiting?
 *
 * <p>Each row is a way to stop waiting. The body of the task blocks; when it is interrupted it
 * needs a moment for its cleanup, and ends. {@code GOES_ON}: the body was not interrupted. {@code
 * TOLD}: it was interrupted, and may still be running. {@code GONE}: it was interrupted, and it has
 * terminated.
 *
 * <p>Must hold: each row is the state of the body when the caller continues. After {@code
 * submitWithTimeout} the caller waits with {@code quietlyJoin()}, and the interrupt, which may come
 * a moment later, counts. TODO fill in the table, then run the test.
 */
public class WhoStopped {

    public Map<String, AfterGivingUp> table() {
        return Map.ofEntries(
                entry("future.get(timeout)", AfterGivingUp.TODO),
                entry("future.cancel(true)", AfterGivingUp.TODO),
                entry("completableFuture.get(timeout)", AfterGivingUp.TODO),
                entry("completableFuture.cancel(true)", AfterGivingUp.TODO),
                entry("completableFuture.orTimeout(timeout)", AfterGivingUp.TODO),
                entry("completableFuture.completeOnTimeout(value, timeout)", AfterGivingUp.TODO),
                entry("executor.invokeAny(tasks, timeout)", AfterGivingUp.TODO),
                entry("executor.invokeAll(tasks, timeout)", AfterGivingUp.TODO),
                entry("pool.submitWithTimeout(task, timeout, null)", AfterGivingUp.TODO),
                entry("scope with a timeout, caught inside the try", AfterGivingUp.TODO),
                entry("scope with a timeout, after the try", AfterGivingUp.TODO),
                entry("thread.join(timeout)", AfterGivingUp.TODO));
    }
}
