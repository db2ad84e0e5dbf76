package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token that grants a fixed number of units to all its workers together, and then cancels itself.
 *
 * <p>Given: each worker calls {@link #take} before each unit of work, and ends when it returns
 * false.
 *
 * <p>Must hold in every interleaving: if {@link #cancel} is not called, exactly {@code budget}
 * units are granted. A worker that was refused, or was granted the last unit, finds the token
 * cancelled. Every call of {@link #take} that begins after {@link #cancel} has returned is refused.
 */
public class BudgetToken {
    private final int budget;
    private final AtomicInteger granted = new AtomicInteger();

    /**
     * Makes a token with {@code budget} units, 0 or more; with 0 it is cancelled from the start.
     */
    public BudgetToken(int budget) {
        this.budget = budget;
    }

    /**
     * Requests one unit; does not block.
     *
     * @return whether the unit was granted
     */
    public boolean take() {
        // TODO each call is atomic, but together they can grant more than the budget
        if (isCancelled()) {
            return false;
        }
        granted.incrementAndGet();
        return true;
    }

    /** Cancels the token before its budget is used up; does not block. */
    public void cancel() {
        // TODO
    }

    /** Whether no more units will be granted. */
    public boolean isCancelled() {
        return granted.get() >= budget;
    }
}
