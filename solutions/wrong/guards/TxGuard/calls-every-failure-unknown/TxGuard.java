package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** Reports each failure of the commit as unknown, and sets the interrupt status. */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private boolean closed;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxConnection connection = pool.borrow();
        try {
            connection.begin();
        } catch (InterruptedException e) {
            pool.giveBack(connection);
            throw e;
        }
        return new TxGuard(pool, connection);
    }

    public TxConnection connection() {
        return connection;
    }

    public void commit() throws OutcomeUnknown, InterruptedException {
        try {
            connection.commit();
        } catch (Exception e) {
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
            case UNKNOWN -> pool.evict(connection);
            case OPEN -> {
                connection.rollback();
                pool.giveBack(connection);
            }
            case IDLE -> pool.giveBack(connection);
        }
    }
}
