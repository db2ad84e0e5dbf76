package cancelsafe.given;

/**
 * An account with a balance. Not thread-safe.
 *
 * <p>Kata 2.2 TornTransfer.
 */
public final class Account {
    private int balance;

    /** An account with this balance. */
    public Account(int balance) {
        this.balance = balance;
    }

    /** The balance. */
    public int balance() {
        return balance;
    }

    /** Takes out {@code amount}; the account may go below zero. */
    public void take(int amount) {
        balance -= amount;
    }

    /** Puts in {@code amount}. */
    public void give(int amount) {
        balance += amount;
    }
}
