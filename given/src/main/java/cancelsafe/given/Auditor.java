package cancelsafe.given;

import java.time.Duration;

/** Somebody who must be asked before money moves, and who takes his time. */
public final class Auditor {
    private static final Duration THINKS = Duration.ofMillis(5);

    private int approvals;
    private int approved;

    /** An auditor who has approved nothing yet. */
    public Auditor() {}

    /**
     * Waits until the transfer is approved.
     *
     * @throws InterruptedException if the calling thread is interrupted before; then nothing is
     *     approved
     */
    public void approve(Account from, Account to, int amount) throws InterruptedException {
        Thread.sleep(THINKS);
        approvals++;
        approved += amount;
    }

    /** How many transfers have been approved. */
    public int approvals() {
        return approvals;
    }

    /** How much money may move by all of them together. */
    public int approved() {
        return approved;
    }
}
