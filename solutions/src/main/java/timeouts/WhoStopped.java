package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/** What is true of the work when its caller stops waiting, as measured on JDK 25. */
public class WhoStopped {

    public Map<String, AfterGivingUp> table() {
        return Map.ofEntries(
                // only the wait has ended
                entry("future.get(timeout)", AfterGivingUp.GOES_ON),
                // requests, and does not wait
                entry("future.cancel(true)", AfterGivingUp.TOLD),
                // a CompletableFuture does not know which thread computes its value,
                // so no call on it interrupts that thread
                entry("completableFuture.get(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.cancel(true)", AfterGivingUp.GOES_ON),
                entry("completableFuture.orTimeout(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.completeOnTimeout(value, timeout)", AfterGivingUp.GOES_ON),
                // both cancel the other tasks and return at once
                entry("executor.invokeAny(tasks, timeout)", AfterGivingUp.TOLD),
                entry("executor.invokeAll(tasks, timeout)", AfterGivingUp.TOLD),
                entry("pool.submitWithTimeout(task, timeout, null)", AfterGivingUp.TOLD),
                // join() throws at the deadline; close() waits
                entry("scope with a timeout, caught inside the try", AfterGivingUp.TOLD),
                entry("scope with a timeout, after the try", AfterGivingUp.GONE),
                // join only waits
                entry("thread.join(timeout)", AfterGivingUp.GOES_ON));
    }
}
