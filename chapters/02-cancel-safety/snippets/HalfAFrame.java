///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-13 S2-03

import java.nio.CharBuffer;

class Connection {
    final Semaphore room = new Semaphore(1);             // a permit is room for 8 letters
    final CountDownLatch full = new CountDownLatch(1);
    String peer = "";
    boolean write(CharBuffer frame) throws InterruptedException {
        while (frame.hasRemaining()) {                   // <1>
            if (room.availablePermits() == 0) full.countDown();
            room.acquire();
            for (int i = 0; i < 8 && frame.hasRemaining(); i++) peer += frame.get();
        }
        return true;
    }
}

Deque<Connection> pool = new ArrayDeque<>();
void send(Connection connection, String frame, boolean careful) {
    boolean whole = false;
    try {
        whole = connection.write(CharBuffer.wrap(frame));
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
    } finally {
        if (whole || !careful) pool.push(connection);    // <2>
        else connection.peer += " (closed)";
    }
}

void two(String name, boolean careful) throws InterruptedException {
    var first = new Connection();
    var ada = Thread.ofVirtual().start(() -> send(first, "HELLO Ada\n", careful));
    first.full.await();
    ada.interrupt();                                     // <3>
    ada.join();
    var second = pool.isEmpty() ? new Connection() : pool.pop();
    second.room.release(9);
    send(second, "HELLO Bob\n", careful);
    IO.println(name + ": " + Stream.of(first, second).distinct().map(c -> c.peer.strip()).toList());
    pool.clear();
}

void main() throws InterruptedException {
    two("always back into the pool", false);
    two("back if the frame is whole", true);
}
