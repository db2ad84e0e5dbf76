///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
// covers: S2-09 S3-09 S3-10 S3-11 S3-12 B-69

import java.net.*;
import java.sql.*;
import org.h2.tools.Server;

// Transfers on a real database on disk, over a socket. Between the client and the database is a
// wire that can hold a request before it reaches the database, or the answer afterwards. The thread
// of the client is interrupted while the wire holds the bytes; if the interrupt ends the client's
// wait, the wire loses them.

enum Hold { NOTHING, REQUEST, ANSWER }

CountDownLatch held;
CountDownLatch release;
volatile Hold hold = Hold.NOTHING;
volatile boolean loses;

// ---- the wire

void wire(ServerSocket socket, int database) {
    try {
        while (true) {
            var client = socket.accept();
            var server = new Socket("localhost", database);
            Thread.startVirtualThread(() -> copy(client, server, Hold.REQUEST));
            Thread.startVirtualThread(() -> copy(server, client, Hold.ANSWER));
        }
    } catch (IOException e) {
        // the program has ended
    }
}

void copy(Socket from, Socket to, Hold direction) {
    try (from; to) {
        byte[] bytes = new byte[8192];
        for (int n; (n = from.getInputStream().read(bytes)) > 0; ) {
            if (hold == direction) {
                held.countDown();
                release.await();
                if (loses) return;
            }
            to.getOutputStream().write(bytes, 0, n);
        }
    } catch (IOException | InterruptedException e) {
        // one of the two ends has closed the connection
    }
}

// ---- the client

/** What the caller gets, what that means, and what the guard did with the connection. */
record End(String caller, String outcome, String connection) {}

record Case(String name, int money, Hold hold, int step, boolean isVirtual) {}

End transfer(String url, Case c) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    boolean committing = false;
    try {
        connection.setAutoCommit(false);
        connection.commit(); // the driver prepares the command, so that the next commit is one request
        try (var change = connection.createStatement()) {
            change.execute("update account set money = money + " + c.money() + " where name = 'b'");
            if (c.step() == 1) hold = c.hold();
            change.execute("update account set money = money - " + c.money() + " where name = 'a'");
            if (c.step() == 2) hold = c.hold();
            committing = true;
            connection.commit();
        }
        return new End("no exception", "done", giveBack(connection));
    } catch (SQLException e) {
        String outcome = committing ? "unknown" : "not done";
        return new End("SQLState " + e.getSQLState(), outcome, rollBack(connection));
    }
}

String giveBack(Connection connection) throws SQLException {
    connection.close();
    return "given back";
}

String rollBack(Connection connection) {
    try {
        connection.rollback();
        return giveBack(connection);
    } catch (SQLException e) {
        try {
            connection.close();
        } catch (SQLException closing) {
            e.addSuppressed(closing);
        }
        return "evicted";
    }
}

void run(Case c, String url, String direct) throws Exception {
    hold = Hold.NOTHING;
    held = new CountDownLatch(1);
    release = new CountDownLatch(1);
    loses = c.isVirtual();
    var end = new CompletableFuture<String>();
    Runnable body = () -> {
        try {
            End e = transfer(url, c);
            end.complete(e.caller() + "\t" + Thread.currentThread().isInterrupted() + "\t" + e.outcome()
                    + "\t" + e.connection());
        } catch (SQLException e) {
            end.completeExceptionally(e);
        }
    };
    Thread thread = c.isVirtual() ? Thread.startVirtualThread(body) : Thread.ofPlatform().start(body);
    if (c.hold() != Hold.NOTHING) {
        held.await();
        thread.interrupt();
        if (c.isVirtual()) thread.join();
        hold = Hold.NOTHING;
        release.countDown();
    }
    String printed = end.get();
    try (var connection = DriverManager.getConnection(direct); var statement = connection.createStatement();
            var rows = statement.executeQuery("select money from account order by name")) {
        rows.next();
        int a = rows.getInt(1);
        rows.next();
        IO.println(c.name() + "\t" + printed + "\t" + a + ", " + rows.getInt(1));
        statement.execute("set lock_timeout 10000");
        statement.execute("update account set money = case name when 'a' then 100 else 0 end");
    }
}

void main() throws Exception {
    Path folder = Files.createTempDirectory("ledger");
    var server = Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists",
            "-tcpDaemon").start();
    String direct = "jdbc:h2:tcp://localhost:" + server.getPort() + "/./ledger;DB_CLOSE_DELAY=-1";
    try (var connection = DriverManager.getConnection(direct); var statement = connection.createStatement()) {
        statement.execute("create table account (name varchar primary key, money int check (money >= 0))");
        statement.execute("insert into account values ('a', 100), ('b', 0)");
    }
    try (var socket = new ServerSocket(0)) {
        Thread.startVirtualThread(() -> wire(socket, server.getPort()));
        String url = "jdbc:h2:tcp://localhost:" + socket.getLocalPort() + "/./ledger;LOCK_TIMEOUT=10000";
        IO.println("interrupt\tthe caller gets\tinterrupt status\toutcome\tconnection\taccounts a, b afterwards");
        for (Case c : List.of(
                new Case("none, 30 of 100", 30, Hold.NOTHING, 0, true),
                new Case("none, 130 of 100", 130, Hold.NOTHING, 0, true),
                new Case("in the second change", 30, Hold.REQUEST, 1, true),
                new Case("in the commit, before the database has it", 30, Hold.REQUEST, 2, true),
                new Case("in the commit, after the database has it", 30, Hold.ANSWER, 2, true),
                new Case("in the commit, on a platform thread", 30, Hold.ANSWER, 2, false))) {
            run(c, url, direct);
        }
    }
    try (var connection = DriverManager.getConnection(direct); var statement = connection.createStatement()) {
        statement.execute("shutdown");
    }
    server.stop();
    try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
}
