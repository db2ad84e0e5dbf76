package cancelsafe.given;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A connection to an {@link OutboxDatabase}. Not for several threads.
 *
 * <p>Its states are those of a {@link TxConnection}. Each method but {@code rollback} and {@code
 * state} waits for the database.
 *
 * <p>Kata 5.10 Outbox.
 */
public final class OutboxConnection {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final OutboxDatabase database;
    private final List<UnaryOperator<OutboxDatabase.Tables>> changes = new ArrayList<>();
    private TxConnection.State state = TxConnection.State.IDLE;

    OutboxConnection(OutboxDatabase database) {
        this.database = database;
    }

    /**
     * Begins a transaction; interrupted, none has been begun.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if the connection is not idle
     */
    public void begin() throws InterruptedException {
        require(TxConnection.State.IDLE);
        Thread.sleep(TRIP);
        state = TxConnection.State.OPEN;
    }

    /**
     * Adds to a row within the transaction; interrupted, nothing has been added.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalArgumentException if the row would be less than zero; nothing has been added
     * @throws IllegalStateException if there is no transaction
     */
    public void add(String row, int amount) throws InterruptedException {
        if (ask().row(row) + amount < 0) {
            throw new IllegalArgumentException(row + " would be less than zero");
        }
        changes.add(tables -> tables.add(row, amount));
    }

    /**
     * Inserts a message within the transaction; interrupted, nothing has been inserted.
     *
     * @return false if there is a message with this key already; it stays as it is
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if there is no transaction
     */
    public boolean insert(Message message) throws InterruptedException {
        boolean isNew = !ask().has(message.key());
        changes.add(tables -> tables.insert(message));
        return isNew;
    }

    /**
     * Deletes the message with this key within the transaction, if there is one; interrupted,
     * nothing has been deleted.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if there is no transaction
     */
    public void delete(String key) throws InterruptedException {
        ask();
        changes.add(tables -> tables.delete(key));
    }

    /**
     * Commits all changes at once. If it is interrupted, the state is unknown: the request may have
     * arrived although its answer did not.
     *
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IllegalStateException if there is no transaction
     */
    public void commit() throws InterruptedException {
        require(TxConnection.State.OPEN);
        state = TxConnection.State.UNKNOWN;
        Thread.sleep(TRIP);
        database.change(this::changed);
        changes.clear();
        Thread.sleep(TRIP);
        state = TxConnection.State.IDLE;
    }

    /**
     * Discards the changes; does not wait.
     *
     * @throws IllegalStateException if there is no transaction, or its end is unknown
     */
    public void rollback() {
        require(TxConnection.State.OPEN);
        changes.clear();
        state = TxConnection.State.IDLE;
    }

    /** The state of the connection. */
    public TxConnection.State state() {
        return state;
    }

    private OutboxDatabase.Tables ask() throws InterruptedException {
        require(TxConnection.State.OPEN);
        Thread.sleep(TRIP);
        return changed(database.tables());
    }

    private OutboxDatabase.Tables changed(OutboxDatabase.Tables tables) {
        OutboxDatabase.Tables result = tables;
        for (UnaryOperator<OutboxDatabase.Tables> change : changes) {
            result = change.apply(result);
        }
        return result;
    }

    private void require(TxConnection.State required) {
        if (state != required) {
            throw new IllegalStateException("the state is " + state + " and not " + required);
        }
    }
}
