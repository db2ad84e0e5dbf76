package cancelsafe.given.script;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A channel to a peer that takes bytes by a script: a few at a time, and a timeout, a failure or a
 * stall where the script has one. Like the channels of the JDK it is closed when a thread is
 * interrupted in {@link #write}.
 *
 * <p>No kata uses it yet.
 */
public final class ScriptedWriteChannel extends AbstractInterruptibleChannel
        implements WritableByteChannel {
    private final CapturedBytes captured;

    /** A channel to a peer that has taken nothing yet. */
    public ScriptedWriteChannel(PeerScript script) {
        this.captured = new CapturedBytes(script);
    }

    /**
     * Writes what the peer takes at once, perhaps not all, and moves the position of {@code
     * buffer}; how many bytes.
     *
     * @throws ClosedChannelException if the channel is closed
     * @throws ClosedByInterruptException if the calling thread is interrupted, before or while this
     *     waits in a stall; the channel is closed then, and the position says how many bytes have
     *     gone
     * @throws AsynchronousCloseException if another thread closes the channel while this waits in a
     *     stall
     * @throws SocketTimeoutException where the script has a timeout; then no byte has gone, and the
     *     channel can be written on
     * @throws IOException where the script has a failure; then no byte has gone
     */
    @Override
    public int write(ByteBuffer buffer) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        int count = 0;
        try {
            begin();
            if (isOpen() && buffer.hasRemaining()) {
                count = captured.take(buffer);
            }
        } finally {
            end(count > 0);
        }
        return count;
    }

    /** The bytes that the peer has taken, in order. Any thread may ask. */
    public byte[] written() {
        return captured.bytes();
    }

    @Override
    protected void implCloseChannel() {
        captured.close();
    }
}
