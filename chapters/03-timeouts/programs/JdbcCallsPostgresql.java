///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS org.postgresql:postgresql:42.7.14
//SOURCES jdbc/StatementEnds.java
// needs: POSTGRES_URL
// covers: B-68

import java.sql.*;
import jdbc.StatementEnds;

// The same measurement as JdbcCalls, with a PostgreSQL server. The variable POSTGRES_URL names the server, for example
// jdbc:postgresql://localhost:5432/postgres?user=postgres; the program reads and changes no table, but
// it ends each pg_sleep on this server.

record Postgresql(String url) implements StatementEnds.Database {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    public String slowQuery() {
        return "select pg_sleep(100000)"; // the server shows when it has begun to execute this one
    }

    public boolean isRunning(Connection watcher) throws SQLException {
        return count(watcher, "select count(*)") > 0;
    }

    public void endAll(Connection watcher) throws SQLException {
        count(watcher, "select count(pg_terminate_backend(pid))");
    }

    private static int count(Connection watcher, String select) throws SQLException {
        try (var statement = watcher.createStatement();
                var rows = statement.executeQuery(select + " from pg_stat_activity"
                        + " where wait_event = 'PgSleep'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}

void main() throws Exception {
    var url = System.getenv("POSTGRES_URL");
    if (url == null) {
        IO.println("Set the variable POSTGRES_URL to the address of a server, such as"
                + " jdbc:postgresql://localhost:5432/postgres?user=postgres");
        return;
    }
    StatementEnds.printHeading();
    StatementEnds.printRows(List.of("PostgreSQL"), List.of(new Postgresql(url)));
}
