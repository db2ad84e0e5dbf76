package cancelsafe.given.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/** The bytes that a scripted peer has taken. */
final class CapturedBytes {
    private final ScriptCursor cursor;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CapturedBytes(PeerScript script) {
        this.cursor = new ScriptCursor(script);
    }

    /**
     * Takes what it takes at once of the bytes that remain; how many.
     *
     * @throws IOException as the script has it, or if it is closed; then no byte is taken
     */
    int take(ByteBuffer from) throws IOException {
        if (cursor.isClosed()) {
            throw new IOException("Stream closed");
        }
        byte[] piece = new byte[cursor.advance(from.remaining())];
        from.get(piece);
        lock.lock();
        try {
            bytes.writeBytes(piece);
        } finally {
            lock.unlock();
        }
        return piece.length;
    }

    byte[] bytes() {
        lock.lock();
        try {
            return bytes.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        cursor.close();
    }
}
