package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the frame with one call. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        Connection connection = pool.borrow();
        connection.awaitRoom();
        try {
            connection.write(frame);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        pool.giveBack(connection);
    }
}
