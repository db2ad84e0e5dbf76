package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends frames over pooled connections.
 *
 * <p>Given: a connection that accepts a few bytes at a time, and a pool that hands out what was
 * given back, in whatever state. A frame is a greeting, a name and a line feed. An interrupt in
 * {@code write} closes the connection; an interrupt in {@code awaitRoom} does not.
 *
 * <p>Must hold after a cancellation at any point: every connection in the pool is open, and its
 * peer has received only whole frames. A connection that is not given back is closed. A send that
 * is not cancelled gives its connection back. The caller learns of the cancellation.
 */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        Connection connection = pool.borrow();
        try {
            write(connection, greeting);
            write(connection, name + "\n");
        } finally {
            pool.giveBack(connection); // TODO in which state?
        }
    }

    private static void write(Connection connection, String part)
            throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            connection.awaitRoom();
            connection.write(bytes);
        }
    }
}
