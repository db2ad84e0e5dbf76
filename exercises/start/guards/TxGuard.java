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
 * <p>Must hold, wherever it is interrupted and whatever fails: on every way out but that by {@code
 * commit} the transaction is rolled back. The connection goes back to its pool once: given back if
 * it is idle, evicted if nobody knows what it is in. A commit that is interrupted throws {@code
 * OutcomeUnknown}, with the interrupt status set; it is not reported as rolled back.
 */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private boolean committed;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    /**
     * Begins a transaction on a connection of {@code pool}.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxConnection connection = pool.borrow();
        connection.begin(); // TODO and if this is interrupted?
        return new TxGuard(pool, connection);
    }

    /** The connection, for as long as the block lasts. */
    public TxConnection connection() {
        return connection;
    }

    /**
     * Makes all changes true.
     *
     * @throws OutcomeUnknown if it is interrupted
     */
    public void commit() throws OutcomeUnknown, InterruptedException {
        connection.commit(); // TODO and if this is interrupted?
        committed = true;
    }

    /** Rolls back what has not been committed, and lets go of the connection. Does not wait. */
    @Override
    public void close() {
        pool.giveBack(connection); // TODO in which state?
    }
}
