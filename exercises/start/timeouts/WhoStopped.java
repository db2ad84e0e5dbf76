package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/**
 * You have waited long enough. What has become of the work?
 *
 * <p>Each row is a way to give up. The body of the task waits; when it is interrupted it tidies up
 * for a moment and ends. {@code GOES_ON}: nobody has told the body. {@code TOLD}: it has been
 * interrupted, and may be running still. {@code GONE}: it has been interrupted, and it has ended.
 *
 * <p>Must hold: each row says what has become of the body when the caller goes on. TODO fill it in,
 * then let it be measured.
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
