package cancelsafety;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Keeps what was read before the timeout, and not what was kept before. */
public class ResumableRead {
    private final InputStream in;
    private String kept = "";
    private int value;
    private int bytesOfValue;

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = in.read();
            }
            if (next < 0 && line.isEmpty() && kept.isEmpty()) {
                return null;
            }
        } catch (SocketTimeoutException e) {
            kept = line.toString();
            throw e;
        }
        String whole = kept + line.toString();
        kept = "";
        return new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        while (bytesOfValue < Integer.BYTES) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value = value << 8 | next;
            bytesOfValue++;
        }
        bytesOfValue = 0;
        return value;
    }
}
