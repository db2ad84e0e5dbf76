package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** A flag beside the count, raised by whoever finds nothing left, before he says so. */
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
        if (before <= 1) { // the last unit, or none: whoever learns of it tells the others first
            cancelled = true;
        }
        return before > 0;
    }

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
