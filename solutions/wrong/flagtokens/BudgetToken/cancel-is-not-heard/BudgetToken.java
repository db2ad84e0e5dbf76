package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** cancel() sets a flag at which take() never looks. */
public class BudgetToken {
    private final AtomicInteger left;
    private volatile boolean cancelled;

    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    public boolean take() {
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled || left.get() == 0;
    }
}
