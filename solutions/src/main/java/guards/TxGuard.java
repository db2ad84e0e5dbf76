package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** A transaction that ends with its block. */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private boolean closed;

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
        TxGuard guard = new TxGuard(pool, pool.borrow()); // before there is anything to lose
        try {
            guard.connection.begin();
            return guard;
        } catch (Throwable t) {
            guard.close(); // no caller has it yet, so nobody else would
            throw t;
        }
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
    public void commit() throws OutcomeUnknown {
        try {
            connection.commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e); // "cancelled" would be read as "not done"
        }
    }

    /** Rolls back what has not been committed, and lets go of the connection. Does not wait. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        switch (connection.state()) { // the connection knows, so no flag can disagree with it
            case IDLE -> pool.giveBack(connection);
            case OPEN -> {
                connection.rollback();
                pool.giveBack(connection);
            }
            case UNKNOWN -> pool.evict(connection);
        }
    }
}
