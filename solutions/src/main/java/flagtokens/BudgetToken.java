package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/** A token that cancels itself when its budget of units has been granted. */
public class BudgetToken {
    private final AtomicInteger left; // the budget and the flag in one: nothing left is cancelled

    /** A token with {@code budget} units, 0 or more; with none it is cancelled from the start. */
    public BudgetToken(int budget) {
        left = new AtomicInteger(budget);
    }

    /**
     * Asks for one unit; never waits.
     *
     * @return whether the caller may do it
     */
    public boolean take() {
        // the look at what is left and the taking are one step; what was there before decides
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    /** Cancels the token before its budget is spent; never waits. */
    public void cancel() {
        left.set(0); // a take() that looked before and has not taken yet must look again
    }

    /** Whether nothing will be granted any more. */
    public boolean isCancelled() {
        return left.get() == 0;
    }
}
