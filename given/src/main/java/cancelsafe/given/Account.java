package cancelsafe.given;

/** Money in one place. Not meant for several threads at once. */
public final class Account {
    private int balance;

    /** An account with so much in it. */
    public Account(int balance) {
        this.balance = balance;
    }

    /** What is in it. */
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
