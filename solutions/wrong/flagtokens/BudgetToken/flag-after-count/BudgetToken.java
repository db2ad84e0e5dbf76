package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** The count is exact; the flag follows it a moment later. */
public class BudgetToken {
    private final AtomicInteger left;
    private volatile boolean cancelled;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
        cancelled = budget == 0;
    }

    public boolean take() {
        if (cancelled) {
            return false;
        }
        int before = left.getAndDecrement();
        if (before == 1) {
            cancelled = true;
        }
        return before > 0;
    }

    public void cancel() {
        left.set(0);
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
