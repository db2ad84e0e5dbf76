package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keeps the lines, and reads ints into an array that a timeout throws away. */
public class ResumableRead {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
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
        byte[] bytes = new byte[Integer.BYTES];
        int count = 0;
        while (count < bytes.length) {
            int more = in.read(bytes, count, bytes.length - count);
            if (more < 0) {
                throw new EOFException();
            }
            count += more;
        }
        return ByteBuffer.wrap(bytes).getInt();
    }
}
