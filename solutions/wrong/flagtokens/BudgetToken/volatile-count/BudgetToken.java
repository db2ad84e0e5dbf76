package flagtokens;

/** A volatile int is not a counter. */
public class BudgetToken {
    private volatile int left;

    public BudgetToken(int budget) {
        left = budget;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    public boolean take() {
        return left-- > 0;
    }

    public void cancel() {
        left = 0;
    }

    public boolean isCancelled() {
        return left <= 0;
    }
}
