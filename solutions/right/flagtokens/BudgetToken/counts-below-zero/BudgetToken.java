package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts every call; the number that comes back decides. */
public class BudgetToken {
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        return left.getAndDecrement() > 0;
    }

    public void cancel() {
        left.set(0);
    }

    public boolean isCancelled() {
        return left.get() <= 0;
    }
}
