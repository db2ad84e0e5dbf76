package demo;

import java.io.IOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Lends connections. */
public class Pool {
    private final Semaphore permits;
    private final Queue<Connection> idle;

    public Pool(Collection<Connection> connections) {
        permits = new Semaphore(connections.size());
        idle = new ConcurrentLinkedQueue<>(connections);
    }

    public Connection borrow() throws InterruptedException, IOException {
        permits.acquire();
        Connection connection = idle.remove();
        connection.ping();
        return connection;
    }

    public void giveBack(Connection connection) {
        idle.add(connection);
        permits.release();
    }

    public int idle() {
        return idle.size();
    }
}
