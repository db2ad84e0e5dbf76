///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
//SOURCES jdbc/StatementEnds.java
// covers: B-68

import java.sql.*;
import jdbc.StatementEnds;
import org.h2.tools.Server;

// Ends a statement that would run for hours, in each way, in a database in the same process and in one behind a
// socket. Prints what the caller gets, and what a second connection sees afterwards.

record H2(String url) implements StatementEnds.Database {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    public String slowQuery() {
        return "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
    }

    public boolean isRunning(Connection watcher) throws SQLException {
        try (var statement = watcher.createStatement();
                var rows = statement.executeQuery("select count(*) from information_schema.sessions"
                        + " where session_id <> session_id() and executing_statement like '%system_range%'")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    public void endAll(Connection watcher) throws SQLException {
        try (var statement = watcher.createStatement()) {
            statement.execute("select cancel_session(session_id) from information_schema.sessions"
                    + " where session_id <> session_id()");
        }
    }
}

void main() throws Exception {
    var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    StatementEnds.printHeading();
    StatementEnds.printRows(
            List.of("in the process", "behind a socket"),
            List.of(
                    new H2("jdbc:h2:mem:embedded"),
                    new H2("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:remote")));
    server.stop();
}
