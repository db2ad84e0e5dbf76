package jdbc;

import java.sql.*;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.*;

/** Ends a statement that would run for hours, in each way, and prints a row for each. */
public final class StatementEnds {
    /** What the rows need to know about a database. */
    public interface Database {
        Connection connect() throws SQLException;

        /** A query that runs for hours. */
        String slowQuery();

        /** Whether another connection executes the slow query. */
        boolean isRunning(Connection watcher) throws SQLException;

        /** Ends the slow query of each other connection. */
        void endAll(Connection watcher) throws SQLException;
    }

    private interface Before {
        void prepare(Connection connection, Statement statement) throws SQLException;
    }

    private interface Way {
        void end(Call call) throws Exception;
    }

    private record Named(String name, boolean isVirtual, Before before, Way way) {
        Named(String name, boolean isVirtual, Way way) {
            this(name, isVirtual, (connection, statement) -> {}, way);
        }

        Named(String name, Before before) {
            this(name, false, before, call -> {});
        }
    }

    /** A slow statement on a thread of its own. */
    private static final class Call {
        final Connection connection;
        final Statement statement;
        final FutureTask<String> outcome;
        final Thread thread;

        Call(Database database, Named named) throws SQLException {
            connection = database.connect();
            statement = connection.createStatement();
            named.before().prepare(connection, statement);
            outcome = new FutureTask<>(() -> run(database.slowQuery()));
            thread = (named.isVirtual() ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).unstarted(outcome);
        }

        String run(String query) {
            try (var rows = statement.executeQuery(query)) {
                return "a result";
            } catch (SQLException e) {
                return "SQLState " + e.getSQLState();
            }
        }
    }

    private static final List<Named> WAYS = List.of(
            new Named("Statement.cancel()", false, call -> call.statement.cancel()),
            new Named("Statement.setQueryTimeout(1)", (_, statement) -> statement.setQueryTimeout(1)),
            new Named("interrupt, platform thread", false, call -> call.thread.interrupt()),
            new Named("interrupt, virtual thread", true, call -> call.thread.interrupt()),
            new Named("Connection.setNetworkTimeout(.., 100)", (connection, _) ->
                    connection.setNetworkTimeout(Runnable::run, 100)),
            new Named("Connection.abort(..)", false, call -> call.connection.abort(Runnable::run)),
            new Named("Connection.close()", false, call -> call.connection.close()));

    private StatementEnds() {}

    public static void printHeading() {
        IO.println("call\tdatabase\tthe caller gets\tthe statement\tthe connection");
    }

    /** Prints one row for each way and database, with the databases side by side. */
    public static void printRows(List<String> kinds, List<Database> databases) throws Exception {
        for (var named : WAYS) {
            for (int i = 0; i < kinds.size(); i++) {
                row(kinds.get(i), databases.get(i), named);
            }
        }
    }

    private static void row(String kind, Database database, Named named) throws Exception {
        try (var watcher = database.connect()) {
            var call = new Call(database, named);
            call.thread.start();
            endsWithin(Duration.ofSeconds(20), () -> database.isRunning(watcher));
            var helper = Thread.ofPlatform().daemon().start(() -> {
                try {
                    named.way().end(call);
                } catch (Exception e) {
                    IO.println(e);
                }
            });
            boolean returned = call.thread.join(Duration.ofSeconds(3));
            boolean ended = returned && endsWithin(Duration.ofSeconds(2), () -> !database.isRunning(watcher));
            if (returned) helper.join();
            IO.println(String.join("\t", named.name(), kind, returned ? call.outcome.get() : "nothing, waits on",
                    ended ? "has ended" : "runs on", returned ? state(call.connection) : "-"));
            if (!ended) database.endAll(watcher);
            call.thread.join();
            helper.join();
            call.connection.close();
        }
    }

    private static boolean endsWithin(Duration limit, Callable<Boolean> ended) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!ended.call()) {
            if (end - System.nanoTime() <= 0) return false;
            Thread.sleep(5);
        }
        return true;
    }

    private static String state(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
            return "usable";
        } catch (SQLException e) {
            return "closed";
        }
    }
}
