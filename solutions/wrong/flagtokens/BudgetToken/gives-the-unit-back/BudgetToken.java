package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Takes first, and gives back what was too much. */
public class BudgetToken {
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        if (left.decrementAndGet() >= 0) {
            return true;
        }
        left.incrementAndGet();
        return false;
    }

    public void cancel() {
        left.set(0);
    }

    public boolean isCancelled() {
        return left.get() <= 0;
    }
}
