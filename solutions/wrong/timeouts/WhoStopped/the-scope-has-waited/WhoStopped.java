package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/** Thinks that join waits for the subtasks when the time is over. */
public class WhoStopped {

    public Map<String, AfterGivingUp> table() {
        return Map.ofEntries(
                entry("future.get(timeout)", AfterGivingUp.GOES_ON),
                entry("future.cancel(true)", AfterGivingUp.TOLD),
                entry("completableFuture.get(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.cancel(true)", AfterGivingUp.GOES_ON),
                entry("completableFuture.orTimeout(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.completeOnTimeout(value, timeout)", AfterGivingUp.GOES_ON),
                entry("executor.invokeAny(tasks, timeout)", AfterGivingUp.TOLD),
                entry("executor.invokeAll(tasks, timeout)", AfterGivingUp.TOLD),
                entry("pool.submitWithTimeout(task, timeout, null)", AfterGivingUp.TOLD),
                entry("scope with a timeout, caught inside the try", AfterGivingUp.GONE),
                entry("scope with a timeout, after the try", AfterGivingUp.GONE),
                entry("thread.join(timeout)", AfterGivingUp.GOES_ON));
    }
}
