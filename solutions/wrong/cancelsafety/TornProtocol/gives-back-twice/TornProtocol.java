package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Checks the interrupt status after the connection is back in the pool. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        ByteBuffer frame = StandardCharsets.UTF_8.encode(greeting + name + "\n");
        Connection connection = pool.borrow();
        try {
            while (frame.hasRemaining()) {
                connection.awaitRoom();
                connection.write(frame);
            }
            pool.giveBack(connection);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } catch (InterruptedException e) {
            if (frame.hasRemaining()) {
                connection.close();
            } else {
                pool.giveBack(connection);
            }
            throw e;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }
}
