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

    /** Begins a transaction on a connection of {@code pool}. */
    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxGuard guard = new TxGuard(pool, pool.borrow()); // before begin() can throw
        try {
            guard.connection.begin();
            return guard;
        } catch (Throwable t) {
            guard.close(); // no caller has the guard yet
            throw t;
        }
    }

    /** The connection; valid until the block ends. */
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
            throw new OutcomeUnknown(e); // "cancelled" would mean "not committed"
        }
    }

    /** Rolls back what was not committed, and returns the connection. Does not block. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        switch (connection.state()) { // the connection knows its own state
            case IDLE -> pool.giveBack(connection);
            case OPEN -> {
                connection.rollback();
                pool.giveBack(connection);
            }
            case UNKNOWN -> pool.evict(connection);
        }
    }
}
