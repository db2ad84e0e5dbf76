package cancelsafe.given.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream from a peer that has fallen silent. Like the stream of a socket that a platform thread
 * reads, it does not respond to an interrupt: only {@link #close} by another thread ends the wait.
 *
 * <p>The test of kata 6.4 StubbornChild uses it.
 */
public final class DeafStream extends InputStream {
    private final byte[] bytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private int position;
    private boolean closed;

    /**
     * A stream that gives these bytes and then nothing more, not even its end.
     *
     * @param bytes what has arrived before the peer fell silent
     */
    public DeafStream(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * Reads one byte, or waits until the stream is closed. An interrupt does not end the wait; the
     * interrupt status is kept.
     *
     * @throws IOException if the stream is closed, before or while this waits
     */
    @Override
    public int read() throws IOException {
        lock.lock();
        try {
            while (!closed && position == bytes.length) {
                closing.awaitUninterruptibly();
            }
            if (closed) {
                throw new IOException("Stream closed");
            }
            return bytes[position++] & 0xff;
        } finally {
            lock.unlock();
        }
    }

    /** Reads one byte into {@code buffer}, as {@link #read()} does; never more at once. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        buffer[offset] = (byte) read();
        return 1;
    }

    /** Closes the stream and ends the wait of the reading thread; does not wait. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
