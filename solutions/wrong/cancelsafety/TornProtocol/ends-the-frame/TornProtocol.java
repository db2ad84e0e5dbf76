package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Ends the frame in finally, so that the next one begins on a line of its own. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        Connection connection = pool.borrow();
        try {
            while (frame.hasRemaining()) {
                connection.awaitRoom();
                connection.write(frame);
            }
            pool.giveBack(connection);
        } catch (InterruptedException e) {
            connection.awaitRoom();
            connection.write(ByteBuffer.wrap(new byte[] {'\n'}));
            connection.close();
            throw e;
        } finally {
            if (frame.hasRemaining()) {
                connection.close();
            }
        }
    }
}
