package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Works on until the frame has gone, as long as the connection lives. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        Connection connection = pool.borrow();
        boolean interrupted = false;
        try {
            while (frame.hasRemaining()) {
                try {
                    connection.awaitRoom();
                } catch (InterruptedException e) {
                    interrupted = true;
                    continue;
                }
                connection.write(frame);
            }
            pool.giveBack(connection);
        } catch (IOException | RuntimeException | Error e) {
            connection.close();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
