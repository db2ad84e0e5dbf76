import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A statement waits for the lock of another transaction, which ends when the body waits. */
public final class HsqldbLock implements LibraryDriver {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Connection mine;
    private Connection other;
    private Thread holder;

    @Override
    public void before() throws SQLException {
        String url = "jdbc:hsqldb:mem:lock" + DATABASES.incrementAndGet();
        mine = DriverManager.getConnection(url, "sa", "");
        other = DriverManager.getConnection(url, "sa", "");
        execute(mine, "create table t(id int primary key, v int)");
        execute(mine, "insert into t values(1, 0)");
        other.setAutoCommit(false);
        execute(other, "update t set v = 1");
        holder =
                new Thread(
                        () -> {
                            Hold.untilBodyWaits();
                            try {
                                other.commit();
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        holder.start();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void body() throws SQLException {
        execute(mine, "update t set v = v + 1");
    }

    @Override
    public void check(Ended ended) throws Exception {
        holder.join();
        execute(mine, "update t set v = v + 1");
        execute(other, "update t set v = v + 1");
        other.commit();
    }

    @Override
    public void after() throws SQLException {
        mine.close();
        other.close();
    }
}
