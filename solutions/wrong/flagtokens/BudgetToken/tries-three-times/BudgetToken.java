package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Gives up after three lost attempts. */
public class BudgetToken {
    private static final int TRIES = 3;
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        for (int i = 0; i < TRIES; i++) {
            int n = left.get();
            if (n == 0) {
                return false;
            }
            if (left.compareAndSet(n, n - 1)) {
                return true;
            }
        }
        return false; // never waits
    }

    public void cancel() {
        left.set(0);
    }

    public boolean isCancelled() {
        return left.get() == 0;
    }
}
