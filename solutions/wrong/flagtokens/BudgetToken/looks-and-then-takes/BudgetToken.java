package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Looks at what is left, and then takes. */
public class BudgetToken {
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        if (left.get() > 0) {
            left.decrementAndGet();
            return true;
        }
        return false;
    }

    public void cancel() {
        left.set(0);
    }

    public boolean isCancelled() {
        return left.get() <= 0;
    }
}
