package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is granted and what is refused, upwards. */
public class BudgetToken {
    private final int budget;
    private final AtomicInteger asked = new AtomicInteger();

    public BudgetToken(int budget) {
        this.budget = budget;
    }

    public boolean take() {
        return asked.incrementAndGet() <= budget;
    }

    public void cancel() {
        asked.set(budget);
    }

    public boolean isCancelled() {
        return asked.get() >= budget;
    }
}
