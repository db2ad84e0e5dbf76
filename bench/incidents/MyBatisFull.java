import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import org.apache.ibatis.datasource.pooled.PooledDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool of one connection, which another thread holds until it is waited for. */
public final class MyBatisFull implements LibraryDriver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final PooledDataSource pool =
            new PooledDataSource(
                    "org.h2.Driver",
                    "jdbc:h2:mem:batis" + DATABASES.incrementAndGet(),
                    "sa",
                    "");

    private Thread holder;

    @Override
    public void before() throws SQLException {
        pool.setPoolMaximumActiveConnections(1);
        pool.setPoolTimeToWait(10_000);
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
        pool.forceCloseAll();
    }
}
