import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool of one connection, which another thread holds until it is waited for. */
public final class HikariFull implements LibraryDriver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private HikariDataSource pool;
    private Thread holder;

    @Override
    public void before() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:full" + DATABASES.incrementAndGet());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(10_000);
        pool = new HikariDataSource(config);
        Connection held = pool.getConnection();
        holder = new Thread(() -> giveBack(held));
        holder.start();
    }

    private static void giveBack(Connection held) {
        try (held) {
            RealThreads.awaitBody();
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void body() throws SQLException {
        pool.getConnection().close();
    }

    @Override
    public void check(Ended ended) throws Exception {
        holder.join();
        pool.getConnection().close();
    }

    @Override
    public void after() {
        pool.close();
    }
}
