import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import org.avaje.datasource.DataSourceConfig;
import org.avaje.datasource.pool.ConnectionPool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool of one connection, which another thread holds until it is waited for. */
public final class EbeanFull implements LibraryDriver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private ConnectionPool pool;
    private Thread holder;

    @Override
    public void before() throws SQLException {
        DataSourceConfig config = new DataSourceConfig();
        config.setDriver("org.h2.Driver");
        config.setUrl("jdbc:h2:mem:ebean" + DATABASES.incrementAndGet());
        config.setUsername("sa");
        config.setPassword("");
        config.setMinConnections(1);
        config.setMaxConnections(1);
        config.setWaitTimeoutMillis(10_000);
        pool = new ConnectionPool("driver", config);
        Connection held = pool.getConnection();
        holder = new Thread(() -> giveBack(held));
        holder.start();
    }

    private static void giveBack(Connection held) {
        try (held) {
            RealThreads.awaitBody();
            held.rollback();
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void body() throws SQLException {
        useAndClose();
    }

    @Override
    public void check(Ended ended) throws Exception {
        holder.join();
        useAndClose();
    }

    private void useAndClose() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.rollback();
        }
    }

    @Override
    public void after() {
        pool.shutdown(false);
    }
}
