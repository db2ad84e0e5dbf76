package cancelsafety;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Marks the beginning, and says that 100 characters will do. */
public class ResumableRead {
    private final BufferedReader lines;
    private final BufferedInputStream ints;

    public ResumableRead(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ints = new BufferedInputStream(in);
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        lines.mark(100);
        try {
            return lines.readLine();
        } catch (SocketTimeoutException e) {
            lines.reset();
            throw e;
        }
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        ints.mark(Integer.BYTES);
        try {
            return new DataInputStream(ints).readInt();
        } catch (SocketTimeoutException e) {
            ints.reset();
            throw e;
        }
    }
}
