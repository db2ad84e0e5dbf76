package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Combines bytes that have a sign. */
public class ResumableRead {
    private final InputStream in;
    private final ByteArrayOutputStream half = new ByteArrayOutputStream();
    private final byte[] four = new byte[4];
    private int count;

    public ResumableRead(InputStream in) {
        this.in = in;
    }

    public String readLine() throws IOException {
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                return half.size() == 0 ? null : whole();
            }
            half.write(next);
        }
        return whole();
    }

    private String whole() {
        String line = half.toString(StandardCharsets.UTF_8);
        half.reset();
        return line;
    }

    public int readInt() throws IOException {
        while (count < 4) {
            int got = in.read(four, count, 4 - count);
            if (got < 0) {
                throw new EOFException();
            }
            count += got;
        }
        count = 0;
        return four[0] << 24 | four[1] << 16 | four[2] << 8 | four[3] & 0xff;
    }
}
