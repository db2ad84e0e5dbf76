package cancelsafety;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines or ints from a stream on which a read may time out.
 *
 * <p>Given: a stream of lines that end in '\n' and contain no '\r', or a stream of ints. A read
 * that times out throws {@link SocketTimeoutException}; bytes that were read before it are no
 * longer in the stream.
 *
 * <p>Must hold: the timeout reaches the caller, who may call again, as often as necessary. The
 * caller gets every line and every int complete, in sequence and once.
 */
public class ResumableRead {
    private final BufferedReader lines;
    private final DataInputStream ints;

    public ResumableRead(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ints = new DataInputStream(in);
    }

    /**
     * Reads the next line, in UTF-8, without the '\n' that ends it; a line has at most 1,000 bytes.
     * The last line may lack its '\n'.
     *
     * @return null after the last line
     */
    public String readLine() throws IOException {
        return lines.readLine(); // TODO where is half a line after a timeout?
    }

    /**
     * Reads the next int, highest byte first.
     *
     * @throws EOFException if the stream ends before the last byte of the int
     */
    public int readInt() throws IOException {
        return ints.readInt(); // TODO and half an int?
    }
}
