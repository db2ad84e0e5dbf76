package cancelsafety;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A lease decides at its close what becomes of the connection. */
public class TornProtocol {
    private final ConnectionPool pool;

    public TornProtocol(ConnectionPool pool) {
        this.pool = pool;
    }

    public void send(String greeting, String name) throws IOException, InterruptedException {
        byte[] bytes = (greeting + name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        try (Lease lease = new Lease(pool.borrow())) {
            lease.send(frame);
        }
    }

    private final class Lease implements AutoCloseable {
        private final Connection connection;
        private boolean dirty;

        Lease(Connection connection) {
            this.connection = connection;
        }

        void send(ByteBuffer frame) throws IOException, InterruptedException {
            while (frame.hasRemaining()) {
                connection.awaitRoom();
                dirty = true;
                connection.write(frame);
                dirty = frame.hasRemaining();
            }
        }

        @Override
        public void close() throws IOException {
            if (dirty) {
                connection.close();
            } else {
                pool.giveBack(connection);
            }
        }
    }
}
