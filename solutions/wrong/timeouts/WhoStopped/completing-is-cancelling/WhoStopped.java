package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/** Thinks that a future that completes early interrupts its work. */
public class WhoStopped {

    public Map<String, AfterGivingUp> table() {
        return Map.ofEntries(
                entry("future.get(timeout)", AfterGivingUp.GOES_ON),
                entry("future.cancel(true)", AfterGivingUp.TOLD),
                entry("completableFuture.get(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.cancel(true)", AfterGivingUp.GOES_ON),
                entry("completableFuture.orTimeout(timeout)", AfterGivingUp.TOLD),
                entry("completableFuture.completeOnTimeout(value, timeout)", AfterGivingUp.TOLD),
                entry("executor.invokeAny(tasks, timeout)", AfterGivingUp.TOLD),
                entry("executor.invokeAll(tasks, timeout)", AfterGivingUp.TOLD),
                entry("pool.submitWithTimeout(task, timeout, null)", AfterGivingUp.TOLD),
                entry("scope with a timeout, caught inside the try", AfterGivingUp.TOLD),
                entry("scope with a timeout, after the try", AfterGivingUp.GONE),
                entry("thread.join(timeout)", AfterGivingUp.GOES_ON));
    }
}
