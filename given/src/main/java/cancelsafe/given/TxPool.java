package cancelsafe.given;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pool of connections to one ledger. It does not check the connections that come back.
 *
 * <p>Kata 5.5 TxGuard.
 */
public final class TxPool {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final Map<String, Integer> ledger = new TreeMap<>();
    private final Deque<TxConnection> idle = new ArrayDeque<>();
    private int out;
    private int evicted;
    private boolean confused;
    private boolean clean = true;

    /** A pool over a ledger with these two accounts. */
    public TxPool(int a, int b) {
        ledger.put("a", a);
        ledger.put("b", b);
    }

    /**
     * Waits for a connection without a transaction, as far as the pool knows.
     *
     * @throws InterruptedException if the calling thread is interrupted; nothing is lent out then
     */
    public TxConnection borrow() throws InterruptedException {
        Thread.sleep(TRIP);
        out++;
        return idle.isEmpty() ? new TxConnection(ledger) : idle.pop();
    }

    /** Takes a connection back, for the next user. */
    public void giveBack(TxConnection connection) {
        confused = confused || out == 0 || idle.contains(connection);
        clean = clean && isIdle(connection);
        out--;
        idle.push(connection);
    }

    /** Takes a connection back and discards it, whatever its state. */
    public void evict(TxConnection connection) {
        confused = confused || out == 0 || idle.contains(connection);
        out--;
        evicted++;
    }

    /** What is in the account. */
    public int balance(String account) {
        return ledger.getOrDefault(account, 0);
    }

    /** How many connections are lent out. */
    public int out() {
        return out;
    }

    /** How many have been discarded. */
    public int evicted() {
        return evicted;
    }

    /** Whether a connection was taken back twice. */
    public boolean isConfused() {
        return confused;
    }

    /** Whether each connection that waits for its next user is idle, and always was. */
    public boolean isClean() {
        return clean && idle.stream().allMatch(TxPool::isIdle);
    }

    private static boolean isIdle(TxConnection connection) {
        return connection.state() == TxConnection.State.IDLE;
    }
}
