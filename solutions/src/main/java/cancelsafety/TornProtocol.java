package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends frames, and never lets anybody use a connection after a torn one. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes); // one frame, one position that tells how far
        Connection connection = pool.borrow();
        boolean whole = false;
        try {
            while (frame.hasRemaining()) { // one buffer is not one write: each turn is a point
                connection.awaitRoom();
                connection.write(frame);
            }
            whole = true; // said here, by the one path on which nothing was thrown
        } finally {
            if (whole) {
                pool.giveBack(connection);
            } else {
                connection.close(); // torn or unknown: the peer must see an end, not a next frame
            }
        }
    }
}
