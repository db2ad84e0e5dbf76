package flagtokens;

import java.util.concurrent.Semaphore;

/** A semaphore that nobody gives anything back to. */
public class BudgetToken {
    private final Semaphore units;

    public BudgetToken(int budget) {
        units = new Semaphore(budget);
    }

    public boolean take() {
        return units.tryAcquire();
    }

    public void cancel() {
        units.drainPermits();
    }

    public boolean isCancelled() {
        return units.availablePermits() == 0;
    }
}
