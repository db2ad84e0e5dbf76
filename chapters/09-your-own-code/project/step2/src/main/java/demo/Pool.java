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

    // tag::borrow[]
    public Connection borrow() throws InterruptedException, IOException {
        permits.acquire();
        Connection connection = idle.remove();
        try {
            connection.ping();
            return connection;
        } catch (InterruptedException e) {
            giveBack(connection);
            throw e;
        }
    }
    // end::borrow[]

    public void giveBack(Connection connection) {
        idle.add(connection);
        permits.release();
    }

    public int idle() {
        return idle.size();
    }
}
