package cancelsafe.given.script;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A channel by a script: a few bytes at a time, and a timeout, a failure or a stall where the
 * script has one. Like the channels of the JDK it is closed when a thread is interrupted in {@link
 * #read}.
 *
 * <p>No kata uses it yet.
 */
public final class ScriptedChannel extends AbstractInterruptibleChannel
        implements ReadableByteChannel {
    private final byte[] bytes;
    private final ScriptCursor cursor;

    /**
     * A channel of these bytes, which ends after the last.
     *
     * @param bytes all that will ever arrive
     */
    public ScriptedChannel(byte[] bytes, PeerScript script) {
        this.bytes = bytes.clone();
        this.cursor = new ScriptCursor(script);
    }

    /**
     * A channel of these bytes, which ends after the last.
     *
     * @param bytes all that will ever arrive
     * @param atOnce how many bytes a reading gets at most
     */
    public ScriptedChannel(byte[] bytes, int atOnce) {
        this(bytes, PeerScript.inPiecesOf(atOnce));
    }

    /**
     * A channel of these bytes, which fails.
     *
     * @param bytes what would arrive if it did not fail
     * @param atOnce how many bytes a reading gets at most
     * @param failsAfter how many bytes arrive before the connection is reset
     */
    public ScriptedChannel(byte[] bytes, int atOnce, int failsAfter) {
        this(bytes, PeerScript.inPiecesOf(atOnce).failsAfter(failsAfter));
    }

    /**
     * Reads what is there and moves the position of {@code buffer}; -1 at the end.
     *
     * @throws ClosedChannelException if the channel is closed
     * @throws ClosedByInterruptException if the calling thread is interrupted, before or while this
     *     waits in a stall; the channel is closed then, and the position says how many bytes have
     *     come
     * @throws AsynchronousCloseException if another thread closes the channel while this waits in a
     *     stall
     * @throws SocketTimeoutException where the script has a timeout; then no byte is taken, and the
     *     channel can be read on
     * @throws IOException where the script has a failure; then no byte is taken
     */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        int count = 0;
        try {
            begin();
            int from = cursor.position();
            int wanted = Math.min(buffer.remaining(), bytes.length - from);
            if (from == bytes.length && buffer.hasRemaining() && cursor.untilTrouble() > 0) {
                return -1;
            }
            if (isOpen() && buffer.hasRemaining()) {
                count = cursor.advance(wanted);
                buffer.put(bytes, from, count);
            }
        } finally {
            end(count > 0);
        }
        return count;
    }

    @Override
    protected void implCloseChannel() {
        cursor.close();
    }
}
