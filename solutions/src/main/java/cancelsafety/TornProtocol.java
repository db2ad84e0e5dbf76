package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends frames, and never reuses a connection after an incomplete one. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes); // one buffer, one position
        Connection connection = pool.borrow();
        boolean whole = false;
        try {
            while (frame.hasRemaining()) { // each iteration is a cancellation point
                connection.awaitRoom();
                connection.write(frame);
            }
            whole = true; // reached only if nothing was thrown
        } finally {
            if (whole) {
                pool.giveBack(connection);
            } else {
                connection.close(); // the peer must see the end, not another frame
            }
        }
    }
}
