package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** A commit that is interrupted throws, and that is enough. */
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
        try {
            guard.connection.begin();
            return guard;
        } catch (Throwable t) {
            guard.close();
            throw t;
        }
    }

    public TxConnection connection() {
        return connection;
    }

    public void commit() throws OutcomeUnknown {
        try {
            connection.commit();
        } catch (InterruptedException e) {
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
