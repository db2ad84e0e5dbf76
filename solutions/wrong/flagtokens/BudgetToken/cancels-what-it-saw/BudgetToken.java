package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** cancel() takes away what it saw, if that is still there. */
public class BudgetToken {
    private final AtomicInteger left;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    public void cancel() {
        left.compareAndSet(left.get(), 0);
    }

    public boolean isCancelled() {
        return left.get() == 0;
    }
}
