package flagtokens;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token that cancels itself: it grants so many units of work and no more, to all workers
 * together.
 *
 * <p>Given: workers that do a unit only after {@link #take} has granted it, and end when it
 * refuses.
 *
 * <p>Must hold in every order of the workers: as long as nobody cancels, exactly as many units are
 * granted as the budget has. Whoever was refused, or got the last unit, finds the token cancelled.
 * Whoever asks after {@link #cancel} has returned is refused.
 */
public class BudgetToken {
    private final int budget;
    private final AtomicInteger granted = new AtomicInteger();

    /** A token with {@code budget} units, 0 or more; with none it is cancelled from the start. */
    public BudgetToken(int budget) {
        this.budget = budget;
    }

    /**
     * Asks for one unit; never waits.
     *
     * @return whether the caller may do it
     */
    public boolean take() {
        // TODO each step is atomic, and still there can be one unit too many
        if (isCancelled()) {
            return false;
        }
        granted.incrementAndGet();
        return true;
    }

    /** Cancels the token before its budget is spent; never waits. */
    public void cancel() {
        // TODO
    }

    /** Whether nothing will be granted any more. */
    public boolean isCancelled() {
        return granted.get() >= budget;
    }
}
