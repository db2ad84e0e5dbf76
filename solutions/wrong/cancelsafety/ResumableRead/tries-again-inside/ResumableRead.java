package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Waits on when a reading has timed out. */
public class ResumableRead {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int value;
    private int bytesOfValue;

    private int next() throws IOException {
        while (true) {
            try {
                return in.read();
            } catch (SocketTimeoutException e) {
                continue;
            }
        }
    }

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        int next = next();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = next();
        }
        if (next < 0 && line.size() == 0) {
            return null;
        }
        String whole = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return whole;
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        while (bytesOfValue < Integer.BYTES) {
            int next = next();
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
