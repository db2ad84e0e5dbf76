package cancelsafe.given;

import java.time.Duration;

/**
 * An auditor who must approve each transfer, which takes a while.
 *
 * <p>Kata 2.2 TornTransfer.
 */
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
