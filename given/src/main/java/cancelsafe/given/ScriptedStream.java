package cancelsafe.given;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;

/**
 * A stream as a socket with a read timeout gives it, by a script: a few bytes at a time, and a
 * timeout where the script has one. After a timeout the stream can be read on.
 */
public final class ScriptedStream extends InputStream {
    private final byte[] bytes;
    private final int atOnce;
    private final int[] timeouts;
    private int position;
    private int timeoutsPassed;

    /**
     * A stream of these bytes.
     *
     * @param bytes all that will ever arrive
     * @param atOnce how many bytes a reading gets at most
     * @param timeouts after how many bytes a reading times out, in rising order; a number that is
     *     there twice stands for two timeouts in a row
     */
    public ScriptedStream(byte[] bytes, int atOnce, int... timeouts) {
        this.bytes = bytes.clone();
        this.atOnce = atOnce;
        this.timeouts = timeouts.clone();
    }

    /**
     * Reads one byte; -1 at the end.
     *
     * @throws SocketTimeoutException where the script has a timeout; then no byte is taken
     */
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads what is there, at least one byte; -1 at the end.
     *
     * @throws SocketTimeoutException where the script has a timeout; then no byte is taken
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (available() == 0 && timeoutsPassed < timeouts.length) {
            timeoutsPassed++;
            throw new SocketTimeoutException("Read timed out");
        }
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, atOnce), available());
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    /** How many bytes there are before the next timeout or the end. */
    @Override
    public int available() {
        int limit = timeoutsPassed < timeouts.length ? timeouts[timeoutsPassed] : bytes.length;
        return limit - position;
    }
}
