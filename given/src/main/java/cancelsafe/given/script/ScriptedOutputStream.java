package cancelsafe.given.script;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * A stream to a peer that takes bytes by a script: a few at a time, and a timeout, a failure or a
 * stall where the script has one. Like the stream of a socket that a platform thread writes to, it
 * does not respond to an interrupt: only {@link #close} by another thread ends a stall.
 *
 * <p>No kata uses it yet.
 */
public final class ScriptedOutputStream extends OutputStream {
    private final CapturedBytes captured;

    /** A stream to a peer that has taken nothing yet. */
    public ScriptedOutputStream(PeerScript script) {
        this.captured = new CapturedBytes(script);
    }

    /** Writes one byte, as {@link #write(byte[], int, int)} does. */
    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /**
     * Writes all bytes, in as many pieces as the peer takes them.
     *
     * @throws SocketTimeoutException where the script has a timeout; its {@code bytesTransferred}
     *     says how many of these bytes have gone
     * @throws IOException where the script has a failure; and if the stream is closed, before or
     *     while this waits in a stall; some of the bytes may have gone
     */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (rest.hasRemaining()) {
                captured.take(rest);
            }
        } catch (SocketTimeoutException e) {
            e.bytesTransferred = rest.position() - offset;
            throw e;
        }
    }

    /** The bytes that the peer has taken, in order. Any thread may ask. */
    public byte[] written() {
        return captured.bytes();
    }

    /** Closes the stream and ends the stall of the writing thread; does not wait. */
    @Override
    public void close() {
        captured.close();
    }
}
