package cancelsafe.given;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A channel by a script: a few bytes at a time, and a failure after byte n if the script has one.
 * Like the channels of the JDK it is closed when a thread is interrupted in {@link #read}.
 */
public final class ScriptedChannel extends AbstractInterruptibleChannel
        implements ReadableByteChannel {
    private final byte[] bytes;
    private final int atOnce;
    private final int failsAfter;
    private int position;

    /**
     * A channel of these bytes, which ends after the last.
     *
     * @param bytes all that will ever arrive
     * @param atOnce how many bytes a reading gets at most
     */
    public ScriptedChannel(byte[] bytes, int atOnce) {
        this(bytes, atOnce, Integer.MAX_VALUE);
    }

    /**
     * A channel of these bytes, which fails.
     *
     * @param bytes what would arrive if it did not fail
     * @param atOnce how many bytes a reading gets at most
     * @param failsAfter how many bytes arrive before the connection is reset
     */
    public ScriptedChannel(byte[] bytes, int atOnce, int failsAfter) {
        this.bytes = bytes.clone();
        this.atOnce = atOnce;
        this.failsAfter = failsAfter;
    }

    /**
     * Reads what is there and moves the position of {@code buffer}; -1 at the end.
     *
     * @throws ClosedChannelException if the channel is closed
     * @throws ClosedByInterruptException if the calling thread is interrupted; the channel is
     *     closed then, and the position says how many bytes have come
     * @throws IOException where the script has the failure; then no byte is taken
     */
    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        int count = 0;
        try {
            begin();
            if (position >= failsAfter) {
                throw new IOException("Connection reset");
            }
            if (isOpen()) {
                int limit = Math.min(bytes.length, failsAfter);
                count = Math.min(Math.min(atOnce, buffer.remaining()), limit - position);
                buffer.put(bytes, position, count);
                position += count;
            }
        } finally {
            end(count > 0);
        }
        return count == 0 && buffer.hasRemaining() && position == bytes.length ? -1 : count;
    }

    @Override
    protected void implCloseChannel() throws AsynchronousCloseException {}
}
