package cancelsafe.given;

import cancelsafe.lab.Resource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A pool of connections. It does not check them: it lends out the connection that was given back
 * last, whatever its state.
 *
 * <p>Kata 2.3 TornProtocol.
 */
public final class ConnectionPool {
    private final int window;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();

    /** A pool without connections; each that it makes has this {@code window}. */
    public ConnectionPool(int window) {
        this.window = window;
    }

    /** An idle connection, or a new one. The borrower gives it back or closes it. Never waits. */
    public Connection borrow() {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = new Connection(window);
            all.add(connection);
        }
        Resource.opened(connection);
        return connection;
    }

    /** Takes a connection back, for the next borrower. Never waits. */
    public void giveBack(Connection connection) {
        idle.addFirst(connection);
        Resource.closed(connection);
    }

    /** The connections that can be borrowed. */
    public List<Connection> idle() {
        return List.copyOf(idle);
    }

    /** All connections that there have ever been. */
    public List<Connection> all() {
        return List.copyOf(all);
    }
}
