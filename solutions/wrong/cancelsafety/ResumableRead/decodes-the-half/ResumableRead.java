package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Makes text of what it has when a reading times out, and keeps the text. */
public class ResumableRead {
    private final InputStream in;
    private String begun = "";
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            String whole = begun + line.toString(StandardCharsets.UTF_8);
            begun = "";
            return next < 0 && whole.isEmpty() ? null : whole;
        } catch (SocketTimeoutException e) {
            begun += line.toString(StandardCharsets.UTF_8);
            throw e;
        }
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
