package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** The unit that spends the budget is refused. */
public class BudgetToken {
    private final int budget;
    private final AtomicInteger granted = new AtomicInteger();

    public BudgetToken(int budget) {
        this.budget = budget;
    }

    public boolean take() {
        return granted.incrementAndGet() < budget;
    }

    public void cancel() {
        granted.set(budget);
    }

    public boolean isCancelled() {
        return granted.get() >= budget;
    }
}
