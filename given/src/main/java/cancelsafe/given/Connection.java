package cancelsafe.given;

import cancelsafe.lab.Resource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A connection to a peer that takes a few bytes at a time. A frame is text that ends in a line
 * feed. Like the channels of the JDK it is closed when a thread is interrupted in {@link #write}.
 *
 * <p>Kata 2.3 TornProtocol.
 */
public final class Connection extends AbstractInterruptibleChannel implements WritableByteChannel {
    private static final Duration DRAINS = Duration.ofMillis(5);

    private final int window;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int room;

    /**
     * An open connection.
     *
     * @param window how many bytes the peer has room for at most
     */
    public Connection(int window) {
        this.window = window;
        this.room = window;
    }

    /**
     * Waits until there is room for bytes again.
     *
     * @throws InterruptedException if the calling thread is interrupted before; the connection
     *     stays open
     */
    public void awaitRoom() throws InterruptedException {
        if (room == 0) {
            Thread.sleep(DRAINS);
            room = window;
        }
    }

    /**
     * Gives the peer as many bytes as there is room for, and moves the position of {@code bytes}.
     *
     * @return how many that were; 0 if there is no room
     * @throws ClosedChannelException if the connection is closed
     * @throws ClosedByInterruptException if the calling thread is interrupted; the connection is
     *     closed then, and the position says how many bytes have gone
     */
    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        int count = 0;
        try {
            begin();
            if (isOpen()) {
                count = Math.min(room, bytes.remaining());
                byte[] taken = new byte[count];
                bytes.get(taken);
                received.write(taken);
                room -= count;
            }
        } finally {
            end(count > 0);
        }
        return count;
    }

    @Override
    protected void implCloseChannel() throws AsynchronousCloseException {
        Resource.closed(this);
    }

    /** The frames that the peer has got whole. */
    public List<String> frames() {
        String text = received.toString(StandardCharsets.UTF_8);
        return Arrays.stream(text.substring(0, text.lastIndexOf('\n') + 1).split("\n"))
                .filter(frame -> !frame.isEmpty())
                .toList();
    }

    /** What the peer has got of a frame that is not yet whole; empty if there is nothing. */
    public String unfinished() {
        String text = received.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
