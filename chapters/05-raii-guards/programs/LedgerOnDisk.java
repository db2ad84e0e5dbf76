///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
// covers: S3-09 S3-10 S3-11

import java.sql.*;

// A transfer on a real database on disk, interrupted before each of its steps, on a platform thread.
// Prints, for each step: what the caller is told, what became of the connection, and the total.
// "async:" since an interrupt closes a plain FileChannel for everybody, and with it the database.

enum Fate { GIVEN_BACK, THROWN_AWAY }

record End(String told, Fate connection) {}

interface Step {
    void run(Connection connection) throws SQLException, InterruptedException;
}

record Named(String name, Step step) {}

Step sql(String sql) {
    return connection -> {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    };
}

List<Named> steps() {
    return List.of(
            new Named("take from a", sql("update account set money = money - 30 where name = 'a'")),
            new Named("ask the auditor", _ -> Thread.sleep(5)),
            new Named("give to b", sql("update account set money = money + 30 where name = 'b'")),
            new Named("commit", Connection::commit));
}

/** Runs the steps as one transaction; the thread is interrupted before the step with this name. */
End transfer(Connection connection, String interruptedBefore) throws SQLException {
    boolean committing = false;
    try {
        for (Named each : steps()) {
            if (each.name().equals(interruptedBefore)) {
                Thread.currentThread().interrupt();
            }
            committing = each.name().equals("commit");
            each.step().run(connection);
        }
        Thread.interrupted();
        return new End("done", Fate.GIVEN_BACK);
    } catch (InterruptedException | SQLException e) {
        Thread.interrupted();
        if (committing) {
            return new End("unknown", Fate.THROWN_AWAY);
        }
        connection.rollback();
        return new End("not done", Fate.GIVEN_BACK);
    }
}

int total(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
            var rows = connection.createStatement().executeQuery("select sum(money) from account")) {
        rows.next();
        return rows.getInt(1);
    }
}

void main() throws Exception {
    Path folder = Files.createTempDirectory("ledger");
    String url = "jdbc:h2:async:" + folder.resolve("ledger") + ";DB_CLOSE_DELAY=-1";
    try (var connection = DriverManager.getConnection(url)) {
        connection.createStatement().execute("create table account (name varchar primary key, money int)");
        connection.createStatement().execute("insert into account values ('a', 100), ('b', 0)");
    }
    IO.println("interrupted before\tthe caller is told\tthe connection is\ttotal");
    for (String step : List.of("take from a", "ask the auditor", "give to b", "commit", "nothing")) {
        var connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        End end = transfer(connection, step);
        connection.close();
        IO.println(step + "\t" + end.told() + "\t"
                + end.connection().name().toLowerCase().replace('_', ' ') + "\t" + total(url));
    }
    try (var connection = DriverManager.getConnection(url)) {
        connection.createStatement().execute("shutdown");
    }
    try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}
