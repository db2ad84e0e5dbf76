package flagtokens;

/** One monitor around the count. */
public class BudgetToken {
    private int left;

    public BudgetToken(int budget) {
        left = budget;
    }

    public synchronized boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    public synchronized void cancel() {
        left = 0;
    }

    public synchronized boolean isCancelled() {
        return left == 0;
    }
}
