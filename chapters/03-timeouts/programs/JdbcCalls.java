///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
// covers: B-68

import java.sql.*;
import org.h2.tools.Server;

// Ends a statement that would run for hours, in each way, in a database in the same process and in one behind a
// socket. Prints what the caller gets, and what a second connection sees afterwards.

final String SLOW = "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";

interface Way {
    void end(Call call) throws Exception;
}

interface Before {
    void prepare(Connection connection, Statement statement) throws SQLException;
}

record Named(String name, boolean isVirtual, Before before, Way way) {
    Named(String name, boolean isVirtual, Way way) {
        this(name, isVirtual, (connection, statement) -> {}, way);
    }

    Named(String name, Before before) {
        this(name, false, before, call -> {});
    }
}

/** A slow statement on a thread of its own. */
final class Call {
    final Connection connection;
    final Statement statement;
    final FutureTask<String> outcome = new FutureTask<>(this::run);
    final Thread thread;

    Call(Connection connection, Named named) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        named.before().prepare(connection, statement);
        thread = (named.isVirtual() ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).unstarted(outcome);
    }

    String run() {
        try (var rows = statement.executeQuery(SLOW)) {
            return "a result";
        } catch (SQLException e) {
            return "SQLState " + e.getSQLState();
        }
    }
}

List<Named> ways() {
    return List.of(
            new Named("Statement.cancel()", false, call -> call.statement.cancel()),
            new Named("Statement.setQueryTimeout(1)", (_, statement) -> statement.setQueryTimeout(1)),
            new Named("interrupt, platform thread", false, call -> call.thread.interrupt()),
            new Named("interrupt, virtual thread", true, call -> call.thread.interrupt()),
            new Named("Connection.setNetworkTimeout(.., 100)", (connection, _) ->
                    connection.setNetworkTimeout(Runnable::run, 100)),
            new Named("Connection.abort(..)", false, call -> call.connection.abort(Runnable::run)),
            new Named("Connection.close()", false, call -> call.connection.close()));
}

boolean isRunning(Connection watcher) throws SQLException {
    try (var statement = watcher.createStatement();
            var rows = statement.executeQuery("select count(*) from information_schema.sessions"
                    + " where session_id <> session_id() and executing_statement like '%system_range%'")) {
        rows.next();
        return rows.getInt(1) > 0;
    }
}

boolean endsWithin(Duration limit, Callable<Boolean> ended) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!ended.call()) {
        if (end - System.nanoTime() <= 0) return false;
        Thread.sleep(5);
    }
    return true;
}

String state(Connection connection) {
    try (var statement = connection.createStatement()) {
        statement.execute("select 1");
        return "usable";
    } catch (SQLException e) {
        return "closed";
    }
}

void row(String kind, String url, Named named) throws Exception {
    try (var watcher = DriverManager.getConnection(url)) {
        var connection = DriverManager.getConnection(url);
        var call = new Call(connection, named);
        call.thread.start();
        endsWithin(Duration.ofSeconds(20), () -> isRunning(watcher));
        var helper = Thread.ofPlatform().daemon().start(() -> {
            try {
                named.way().end(call);
            } catch (Exception e) {
                IO.println(e);
            }
        });
        boolean returned = call.thread.join(Duration.ofSeconds(3));
        boolean ended = returned && endsWithin(Duration.ofSeconds(2), () -> !isRunning(watcher));
        if (returned) helper.join();
        IO.println(String.join("\t", named.name(), kind, returned ? call.outcome.get() : "nothing, waits on",
                ended ? "has ended" : "runs on", returned ? state(connection) : "-"));
        if (!ended) cancelAll(watcher);
        call.thread.join();
        helper.join();
        connection.close();
    }
}

void cancelAll(Connection watcher) throws SQLException {
    try (var statement = watcher.createStatement()) {
        statement.execute("select cancel_session(session_id) from information_schema.sessions"
                + " where session_id <> session_id()");
    }
}

void main() throws Exception {
    IO.println("call\tdatabase\tthe caller gets\tthe statement\tthe connection");
    var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    for (var named : ways()) {
        row("in the process", "jdbc:h2:mem:embedded", named);
        row("behind a socket", "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:remote", named);
    }
    server.stop();
}
