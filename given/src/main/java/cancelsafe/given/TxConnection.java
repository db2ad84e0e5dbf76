package cancelsafe.given;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection to a ledger in memory. Not for several threads.
 *
 * <p>Katas 5.5 TxGuard and 5.10 Outbox.
 */
public final class TxConnection {
    private static final Duration TRIP = Duration.ofMillis(5);

    /** The state of the connection. */
    public enum State {
        /** No transaction: it can be given to the next user. */
        IDLE,
        /** A transaction that has been begun, with or without changes. */
        OPEN,
        /** A commit was interrupted: it may or may not have happened. */
        UNKNOWN
    }

    private final Map<String, Integer> ledger;
    private final Map<String, Integer> changes = new LinkedHashMap<>();
    private State state = State.IDLE;

    TxConnection(Map<String, Integer> ledger) {
        this.ledger = ledger;
    }

    /**
     * Begins a transaction; interrupted, none has been begun.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void begin() throws InterruptedException {
        Thread.sleep(TRIP);
        state = State.OPEN;
    }

    /**
     * Adds to an account within the transaction; interrupted, nothing has been added.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if there is no transaction
     */
    public void add(String account, int amount) throws InterruptedException {
        require(state == State.OPEN, "no transaction");
        Thread.sleep(TRIP);
        changes.merge(account, amount, Integer::sum);
    }

    /**
     * Commits all changes at once. If it is interrupted, the state is {@link State#UNKNOWN}: the
     * request may have arrived although its answer did not.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if there is no transaction
     */
    public void commit() throws InterruptedException {
        require(state == State.OPEN, "no transaction");
        state = State.UNKNOWN;
        Thread.sleep(TRIP);
        changes.forEach((account, amount) -> ledger.merge(account, amount, Integer::sum));
        changes.clear();
        Thread.sleep(TRIP);
        state = State.IDLE;
    }

    /**
     * Discards the changes; does not wait.
     *
     * @throws IllegalStateException if there is no transaction, or its end is unknown
     */
    public void rollback() {
        require(state == State.OPEN, "nothing that can be rolled back");
        changes.clear();
        state = State.IDLE;
    }

    /** The state of the connection. */
    public State state() {
        return state;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
