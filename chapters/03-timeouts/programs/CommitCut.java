///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
// covers: S3-12

import java.sql.*;
import org.h2.tools.Server;

// Commits a transaction over a connection that a proxy cuts after the n-th byte of the commit, for every n.
// Prints the ranges of n with the same end: what the client gets, and whether the row is in the database.

/** Forwards bytes in both directions; once armed, it counts them and cuts the connection at the limit. */
final class Proxy implements AutoCloseable {
    final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    final int port;
    final List<Thread> pumps = new CopyOnWriteArrayList<>();
    int left = Integer.MAX_VALUE;

    Proxy(int port) throws IOException {
        this.port = port;
        pumps.add(Thread.ofPlatform().daemon().start(this::accept));
    }

    void accept() {
        try {
            var client = door.accept();
            var server = new Socket(InetAddress.getLoopbackAddress(), port);
            pumps.add(Thread.ofPlatform().daemon().start(() -> pump(client, server)));
            pumps.add(Thread.ofPlatform().daemon().start(() -> pump(server, client)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void arm(int bytes) {
        left = bytes;
    }

    /** How many of these bytes may pass. */
    synchronized int pass(int bytes) {
        if (left == Integer.MAX_VALUE) return bytes;
        int passed = Math.min(bytes, left);
        left -= passed;
        return passed;
    }

    void pump(Socket from, Socket to) {
        var bytes = new byte[8_192];
        try (from; to) {
            for (int n; (n = from.getInputStream().read(bytes)) >= 0; ) {
                int passed = pass(n);
                to.getOutputStream().write(bytes, 0, passed);
                if (passed < n) return;
            }
        } catch (IOException e) {
            // the other direction has been cut
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

int count(Connection watcher, String sql) throws SQLException {
    try (var statement = watcher.createStatement(); var rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getInt(1);
    }
}

void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
        statement.execute(sql);
    }
}

/** What the client gets from the commit, and whether the row is there when the server has noticed the cut. */
String commit(Connection watcher, int serverPort, int cutAfter) throws Exception {
    execute(watcher, "delete from payment");
    String told;
    try (var proxy = new Proxy(serverPort)) {
        var connection = DriverManager.getConnection(
                "jdbc:h2:tcp://localhost:" + proxy.door.getLocalPort() + "/mem:bank");
        connection.setAutoCommit(false);
        execute(connection, "insert into payment values (30)");
        proxy.arm(cutAfter);
        try {
            connection.commit();
            told = "commit() returns";
        } catch (SQLException e) {
            told = "SQLState " + e.getSQLState();
        }
        proxy.arm(Integer.MAX_VALUE);
        try {
            connection.close();
        } catch (SQLException e) {
            // cut
        }
    }
    while (count(watcher, "select count(*) from information_schema.sessions") > 1) Thread.sleep(1);
    return told + "\t" + (count(watcher, "select count(*) from payment") == 1 ? "yes" : "no");
}

void main() throws Exception {
    var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    try (var watcher = DriverManager.getConnection(
            "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:bank")) {
        execute(watcher, "create table payment (euros int)");
        var ends = new ArrayList<String>();
        while (ends.isEmpty() || !ends.getLast().startsWith("commit()")) {
            ends.add(commit(watcher, server.getPort(), ends.size()));
        }
        IO.println("the connection is cut\tthe client gets\tcommitted");
        for (int from = 0, to; from < ends.size(); from = to) {
            to = from;
            while (to < ends.size() && ends.get(to).equals(ends.get(from))) to++;
            IO.println((to < ends.size() ? "after byte " + from + " to " + (to - 1) : "not") + "\t" + ends.get(from));
        }
    }
    server.stop();
}
