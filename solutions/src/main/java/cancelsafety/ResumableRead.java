package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines or ints, and keeps what is not yet whole where the next call finds it. */
public class ResumableRead {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // outlives a call
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
        int next = in.read(); // may time out: all that was read before is in the field
        while (next >= 0 && next != '\n') {
            line.write(next); // bytes, not characters: a timeout may split one
            next = in.read();
        }
        if (next < 0 && line.size() == 0) {
            return null;
        }
        String whole = line.toString(StandardCharsets.UTF_8);
        line.reset(); // given away and forgotten, with no reading in between
        return whole;
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
            value = value << 8 | next; // counted at once: these two belong together
            bytesOfValue++;
        }
        bytesOfValue = 0;
        return value;
    }
}
