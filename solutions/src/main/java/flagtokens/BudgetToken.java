package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** A token that cancels itself when its whole budget has been granted. */
public class BudgetToken {
    private final AtomicInteger left; // budget and flag in one: 0 means cancelled

    /**
     * Makes a token with {@code budget} units, 0 or more; with 0 it is cancelled from the start.
     */
    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    /**
     * Requests one unit; does not block.
     *
     * @return whether the unit was granted
     */
    public boolean take() {
        // one atomic step checks and takes; the old value decides
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    /** Cancels the token before its budget is used up; does not block. */
    public void cancel() {
        left.set(0); // a take() that has read the old value must retry
    }

    /** Whether no more units will be granted. */
    public boolean isCancelled() {
        return left.get() == 0;
    }
}
