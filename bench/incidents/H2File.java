import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/** Two connections to a database in a file; one is cancelled, the other must stay usable. */
public class H2File implements LibraryDriver {
    private Path folder;
    private Connection cancelled;
    private Connection other;

    /** How the URL says in which way files are used; the default is a channel. */
    protected String files() {
        return "";
    }

    @Override
    public void before() throws Exception {
        folder = Files.createTempDirectory("h2file");
        String url = "jdbc:h2:" + files() + folder + "/db;CACHE_SIZE=0;DB_CLOSE_DELAY=0";
        cancelled = DriverManager.getConnection(url);
        other = DriverManager.getConnection(url);
        Sql.execute(cancelled, "create table t(id int primary key, v varchar)");
        for (int i = 0; i < 50; i++) {
            Sql.execute(cancelled, "insert into t values(" + i + ", space(3000))");
        }
        Sql.execute(cancelled, "checkpoint sync");
    }

    @Override
    public void body() throws SQLException {
        Sql.execute(cancelled, "insert into t values(1000, 'x')");
        Sql.execute(cancelled, "checkpoint sync");
    }

    @Override
    public void check(Ended ended) throws SQLException {
        Sql.execute(other, "select count(*), max(length(v)) from t");
        Sql.execute(other, "insert into t values(2000, 'y')");
        Sql.execute(other, "checkpoint sync");
    }

    @Override
    public void after() throws SQLException, IOException {
        try {
            cancelled.close();
            other.close();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }
}
