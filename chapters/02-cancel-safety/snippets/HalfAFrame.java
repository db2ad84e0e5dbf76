///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-13 S1-14 S2-03

import java.nio.ByteBuffer;
import java.nio.channels.*;

final String LONG = "HELLO " + "A".repeat(20_000_000) + "\n";
Deque<SocketChannel> pool;
CountDownLatch full;

// tag::shown[]
void writeAll(SocketChannel connection, ByteBuffer frame)
        throws IOException, InterruptedException {
    try (var selector = Selector.open()) {
        connection.register(selector, SelectionKey.OP_WRITE);
        connection.write(frame);                                 // <1>
        while (frame.hasRemaining()) {
            full.countDown();                                    // <2>
            selector.select();                                   // <3>
            if (Thread.interrupted()) throw new InterruptedException();
            connection.write(frame);
        }
    }
}

void send(SocketChannel connection, String frame, boolean careful)
        throws IOException, InterruptedException {
    boolean whole = false;
    try {
        writeAll(connection, ByteBuffer.wrap(frame.getBytes()));
        whole = true;                                            // <4>
    } finally {
        if (whole || !careful) pool.push(connection);
        else connection.close();
    }
}
// end::shown[]

interface Sending { void run() throws Exception; }

Thread start(Sending sending) {
    return Thread.ofVirtual().start(() -> {
        try { sending.run(); } catch (Exception e) { /* cancelled */ }
    });
}

SocketChannel open(ServerSocket server) throws IOException {
    var connection = SocketChannel.open(server.getLocalSocketAddress());
    connection.configureBlocking(false);
    return connection;
}

String received(Socket peer) throws IOException {
    return new String(peer.getInputStream().readAllBytes()).replaceAll("A+", "A..").strip();
}

void adaThenBob(String name, boolean careful) throws Exception {
    pool = new ArrayDeque<>();
    full = new CountDownLatch(1);
    try (var server = new ServerSocket(0)) {
        var first = open(server);
        var peer = server.accept();
        var ada = start(() -> send(first, LONG, careful));
        full.await();
        ada.interrupt();
        ada.join();
        var second = pool.isEmpty() ? open(server) : pool.pop();
        start(() -> {
            send(second, "HELLO Bob\n", careful);
            second.close();
        });
        IO.println(name + ": \"" + received(peer) + "\"");
        if (second != first) IO.println("  and \"" + received(server.accept()) + "\"");
    }
}

void main() throws Exception {
    adaThenBob("given back always", false);
    adaThenBob("given back if whole", true);
}
