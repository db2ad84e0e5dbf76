package cancelsafe.given.script;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;

/**
 * A stream as a socket with a read timeout gives it, by a script: a few bytes at a time, and a
 * timeout, a failure or a stall where the script has one. After a timeout the stream can be read
 * on. Like the stream of a socket that a platform thread reads, it does not respond to an
 * interrupt: only {@link #close} by another thread ends a stall.
 *
 * <p>Katas 2.4 TornRead and 2.5 ResumableRead.
 */
public final class ScriptedStream extends InputStream {
    private final byte[] bytes;
    private final ScriptCursor cursor;

    /**
     * A stream of these bytes, which ends after the last.
     *
     * @param bytes all that will ever arrive
     */
    public ScriptedStream(byte[] bytes, PeerScript script) {
        this.bytes = bytes.clone();
        this.cursor = new ScriptCursor(script);
    }

    /**
     * A stream of these bytes.
     *
     * @param bytes all that will ever arrive
     * @param atOnce how many bytes a reading gets at most
     * @param timeouts after how many bytes a reading times out, in rising order; a number that is
     *     there twice stands for two timeouts in a row
     */
    public ScriptedStream(byte[] bytes, int atOnce, int... timeouts) {
        this(bytes, timingOut(PeerScript.inPiecesOf(atOnce), timeouts));
    }

    private static PeerScript timingOut(PeerScript script, int... timeouts) {
        PeerScript all = script;
        for (int after : timeouts) {
            all = all.timesOutAfter(after);
        }
        return all;
    }

    /**
     * Reads one byte; -1 at the end.
     *
     * @throws SocketTimeoutException where the script has a timeout; then no byte is taken
     * @throws IOException where the script has a failure; and if the stream is closed, before or
     *     while this waits in a stall
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
     * @throws IOException where the script has a failure; and if the stream is closed, before or
     *     while this waits in a stall
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (cursor.isClosed()) {
            throw new IOException("Stream closed");
        }
        int from = cursor.position();
        if (from == bytes.length && cursor.untilTrouble() > 0) {
            return -1;
        }
        int count = cursor.advance(Math.min(length, bytes.length - from));
        System.arraycopy(bytes, from, buffer, offset, count);
        return count;
    }

    /** How many bytes there are before the next trouble or the end. */
    @Override
    public int available() {
        return Math.min(bytes.length - cursor.position(), cursor.untilTrouble());
    }

    /** Closes the stream and ends the stall of the reading thread; does not wait. */
    @Override
    public void close() {
        cursor.close();
    }
}
