package timeouts;

import static java.util.Map.entry;

import cancelsafe.given.AfterGivingUp;

import java.util.Map;

/** What has become of the work when you have waited long enough, as the JDK has it. */
public class WhoStopped {

    public Map<String, AfterGivingUp> table() {
        return Map.ofEntries(
                // only the waiting is over
                entry("future.get(timeout)", AfterGivingUp.GOES_ON),
                // asks, and does not wait for an answer
                entry("future.cancel(true)", AfterGivingUp.TOLD),
                // a CompletableFuture does not know which thread works for it,
                // so whatever is done to it, nobody is told
                entry("completableFuture.get(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.cancel(true)", AfterGivingUp.GOES_ON),
                entry("completableFuture.orTimeout(timeout)", AfterGivingUp.GOES_ON),
                entry("completableFuture.completeOnTimeout(value, timeout)", AfterGivingUp.GOES_ON),
                // both cancel what is left over, and come back at once
                entry("executor.invokeAny(tasks, timeout)", AfterGivingUp.TOLD),
                entry("executor.invokeAll(tasks, timeout)", AfterGivingUp.TOLD),
                entry("pool.submitWithTimeout(task, timeout, null)", AfterGivingUp.TOLD),
                // join() throws at the deadline; it is close() that waits
                entry("scope with a timeout, caught inside the try", AfterGivingUp.TOLD),
                entry("scope with a timeout, after the try", AfterGivingUp.GONE),
                // a join waits for somebody else's thread, and has no say over it
                entry("thread.join(timeout)", AfterGivingUp.GOES_ON));
    }
}
