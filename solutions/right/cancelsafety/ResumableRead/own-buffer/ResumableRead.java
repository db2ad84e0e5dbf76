package cancelsafety;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads whatever is there into a buffer of its own, and takes from it only what is whole. */
public class ResumableRead {
    private final InputStream in;
    private byte[] buffer = new byte[64];
    private int from;
    private int to;

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        int end = from;
        while (true) {
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end < to) {
                return take(end, end + 1);
            }
            int scanned = end - from;
            if (!more()) {
                return from == to ? null : take(to, to);
            }
            end = from + scanned;
        }
    }

    private String take(int end, int next) {
        String line = new String(buffer, from, end - from, StandardCharsets.UTF_8);
        from = next;
        return line;
    }

    private boolean more() throws IOException {
        if (to == buffer.length) {
            byte[] roomy = from > 0 ? buffer : new byte[2 * buffer.length];
            System.arraycopy(buffer, from, roomy, 0, to - from);
            buffer = roomy;
            to -= from;
            from = 0;
        }
        int count = in.read(buffer, to, buffer.length - to);
        to += Math.max(count, 0);
        return count >= 0;
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        while (to - from < Integer.BYTES) {
            if (!more()) {
                throw new EOFException();
            }
        }
        int value = ByteBuffer.wrap(buffer, from, Integer.BYTES).getInt();
        from += Integer.BYTES;
        return value;
    }
}
