package cancelsafety;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Marks the beginning and returns to it only where a line was cut. */
public class ResumableRead {
    private final BufferedInputStream in;

    public ResumableRead(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        in.mark(1_001);
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            return next < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            in.reset();
            throw e;
        }
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        return new DataInputStream(in).readInt();
    }
}
