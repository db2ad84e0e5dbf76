package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Looks and takes in one step, and takes a lost race for an empty budget. */
public class BudgetToken {
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        int n = left.get();
        return n > 0 && left.compareAndSet(n, n - 1);
    }

    public void cancel() {
        left.set(0);
    }

    public boolean isCancelled() {
        return left.get() == 0;
    }
}
