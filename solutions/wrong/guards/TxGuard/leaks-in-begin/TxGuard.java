package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** A transaction that is safe as soon as it has been begun. */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private boolean closed;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxGuard guard = new TxGuard(pool, pool.borrow());
        guard.connection.begin();
        return guard;
    }

    public TxConnection connection() {
        return connection;
    }

    public void commit() throws OutcomeUnknown {
        try {
            connection.commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        switch (connection.state()) {
            case IDLE -> pool.giveBack(connection);
            case OPEN -> {
                connection.rollback();
                pool.giveBack(connection);
            }
            case UNKNOWN -> pool.evict(connection);
        }
    }
}
