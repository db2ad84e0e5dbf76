package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines or ints, and keeps an incomplete value in a field for the next call. */
public class ResumableRead {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // survives a call
    private int value;
    private int bytesOfValue;

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next line, in UTF-8, without the '\n' that ends it; a line has at most 1,000 bytes.
     * The last line may lack its '\n'.
     *
     * @return null after the last line
     */
    public String readLine() throws IOException {
        int next = in.read(); // may time out: the bytes read before are in the field
        while (next >= 0 && next != '\n') {
            line.write(next); // bytes, not characters: a timeout may split one
            next = in.read();
        }
        if (next < 0 && line.size() == 0) {
            return null;
        }
        String whole = line.toString(StandardCharsets.UTF_8);
        line.reset(); // returned and reset, without a read in between
        return whole;
    }

    /**
     * Reads the next int, highest byte first.
     *
     * @throws EOFException if the stream ends before the last byte of the int
     */
    public int readInt() throws IOException {
        while (bytesOfValue < Integer.BYTES) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value = value << 8 | next; // counted at once, without a read in between
            bytesOfValue++;
        }
        bytesOfValue = 0;
        return value;
    }
}
