package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finishes the frame after an interrupt, as if there were no second one. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        ByteBuffer frame = StandardCharsets.UTF_8.encode(greeting + name + "\n");
        Connection connection = pool.borrow();
        try {
            write(connection, frame);
        } catch (InterruptedException e) {
            try {
                write(connection, frame);
            } finally {
                if (connection.isOpen()) {
                    pool.giveBack(connection);
                }
            }
            throw e;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        pool.giveBack(connection);
    }

    private static void write(Connection connection, ByteBuffer bytes)
            throws IOException, InterruptedException {
        while (bytes.hasRemaining()) {
            connection.awaitRoom();
            connection.write(bytes);
        }
    }
}
