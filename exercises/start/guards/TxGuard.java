package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/**
 * A transaction that ends with its block.
 *
 * <pre>{@code
 * try (TxGuard tx = TxGuard.begin(pool)) {
 *     tx.connection().add("a", -30);
 *     tx.connection().add("b", 30);
 *     tx.commit();
 * }
 * }</pre>
 *
 * <p>Must hold after an interrupt at any point and after any failure: on every path out but {@code
 * commit} the transaction is rolled back. The connection returns to its pool once, with {@code
 * giveBack} if it is idle, with {@code evict} if its state is unknown. An interrupted commit throws
 * {@code OutcomeUnknown} and leaves the interrupt status set.
 */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private boolean committed;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    /** Begins a transaction on a connection of {@code pool}. */
    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxConnection connection = pool.borrow();
        connection.begin(); // TODO and if this is interrupted?
        return new TxGuard(pool, connection);
    }

    /** The connection; valid until the block ends. */
    public TxConnection connection() {
        return connection;
    }

    /**
     * Commits all changes.
     *
     * @throws OutcomeUnknown if it is interrupted
     */
    public void commit() throws OutcomeUnknown, InterruptedException {
        connection.commit(); // TODO and if this is interrupted?
        committed = true;
    }

    /** Rolls back what was not committed, and returns the connection. Does not block. */
    @Override
    public void close() {
        pool.giveBack(connection); // TODO in which state?
    }
}
