import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/** A pool of one connection to H2 in memory, which another thread holds until the body waits. */
public abstract class FullPool implements LibraryDriver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private DataSource pool;
    private Thread holder;

    /** Opens a pool of one connection whose callers wait for up to ten seconds. */
    protected abstract DataSource open(String url) throws Exception;

    @Override
    public final void before() throws Exception {
        pool = open("jdbc:h2:mem:full" + DATABASES.incrementAndGet());
        Connection held = pool.getConnection();
        holder = new Thread(() -> giveBack(held));
        holder.start();
    }

    private static void giveBack(Connection held) {
        try (held) {
            Hold.untilBodyWaits();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public final void body() throws SQLException {
        pool.getConnection().close();
    }

    @Override
    public final void check(Ended ended) throws Exception {
        holder.join();
        pool.getConnection().close();
    }

    @Override
    public final void after() throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
