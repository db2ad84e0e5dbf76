import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two connections to a database in a file; one is cancelled, the other must stay usable. */
public final class DerbyFile implements LibraryDriver {
    /** The files of a small database; to make one takes seconds. */
    private static final Map<String, byte[]> DATABASE = new HashMap<>();

    private Path folder;
    private Connection cancelled;
    private Connection other;

    private String url() {
        return "jdbc:derby:" + folder.resolve("db");
    }

    @Override
    public void before() throws Exception {
        folder = Files.createTempDirectory("derby");
        System.setProperty("derby.stream.error.file", folder.resolve("log").toString());
        System.setProperty("derby.system.durability", "test"); // no fsync, for speed
        Class.forName("org.apache.derby.jdbc.EmbeddedDriver").getConstructor().newInstance();
        if (DATABASE.isEmpty()) {
            make();
        }
        for (Map.Entry<String, byte[]> file : DATABASE.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        cancelled = DriverManager.getConnection(url());
        other = DriverManager.getConnection(url());
    }

    private void make() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url() + ";create=true")) {
            Sql.execute(connection, "create table t(id int)");
            Sql.execute(connection, "insert into t values(1)");
        }
        shutdown(url());
        for (Path file : contents()) {
            if (Files.isRegularFile(file)) {
                DATABASE.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void shutdown(String database) {
        try {
            DriverManager.getConnection(database + ";shutdown=true");
        } catch (SQLException e) {
            // this is how Derby says that the database is shut down
        }
    }

    @Override
    public void body() throws SQLException {
        Sql.execute(cancelled, "select count(*) from t");
    }

    @Override
    public void check(Ended ended) throws SQLException {
        Sql.execute(other, "insert into t values(2)");
    }

    @Override
    public void after() throws IOException {
        shutdown(url());
        for (Path file : contents()) {
            Files.delete(file);
        }
    }
}
