package guards;

import cancelsafe.given.OutcomeUnknown;
import cancelsafe.given.TxConnection;
import cancelsafe.given.TxPool;

/** A transaction that keeps account of where it is. */
public class TxGuard implements AutoCloseable {
    private enum Step {
        BORROWED,
        BEGUN,
        COMMITTING,
        COMMITTED,
        GONE
    }

    private final TxPool pool;
    private final TxConnection connection;
    private Step step = Step.BORROWED;

    private TxGuard(TxPool pool, TxConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    public static TxGuard begin(TxPool pool) throws InterruptedException {
        TxGuard guard = new TxGuard(pool, pool.borrow());
        try {
            guard.connection.begin();
        } catch (Throwable e) {
            guard.close();
            throw e;
        }
        guard.step = Step.BEGUN;
        return guard;
    }

    public TxConnection connection() {
        return connection;
    }

    public void commit() throws OutcomeUnknown {
        if (step != Step.BEGUN) {
            throw new IllegalStateException("committed or closed before");
        }
        step = Step.COMMITTING;
        try {
            connection.commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e);
        }
        step = Step.COMMITTED;
    }

    @Override
    public void close() {
        Step last = step;
        step = Step.GONE;
        switch (last) {
            case BORROWED, COMMITTED -> pool.giveBack(connection);
            case BEGUN -> {
                connection.rollback();
                pool.giveBack(connection);
            }
            case COMMITTING -> pool.evict(connection);
            case GONE -> {
                // closed before
            }
        }
    }
}
