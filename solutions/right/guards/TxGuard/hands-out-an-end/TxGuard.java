package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** A transaction with one ending, that each step replaces by the next. */
public class TxGuard implements AutoCloseable {
    private final TxPool pool;
    private final TxConnection connection;
    private Runnable ending;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
        this.ending = () -> pool.giveBack(connection);
    }

    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxGuard guard = new TxGuard(pool, pool.borrow());
        boolean begun = false;
        try {
            guard.connection.begin();
            guard.ending = guard::rollBack;
            begun = true;
            return guard;
        } finally {
            if (!begun) {
                guard.close();
            }
        }
    }

    private void rollBack() {
        connection.rollback();
        pool.giveBack(connection);
    }

    public TxConnection connection() {
        return connection;
    }

    public void commit() throws OutcomeUnknown {
        try {
            connection.commit();
        } catch (InterruptedException e) {
            ending = () -> pool.evict(connection); // nobody knows whether it was committed
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e);
        }
        ending = () -> pool.giveBack(connection);
    }

    @Override
    public void close() {
        Runnable last = ending;
        ending = () -> {};
        last.run();
    }
}
