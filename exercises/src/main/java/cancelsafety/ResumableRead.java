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
 * Reads lines or ints from a stream on which a reading may time out.
 *
 * <p>Given: a stream of lines that end in '\n' and have no '\r' in them, or a stream of ints. A
 * reading that times out throws a {@link SocketTimeoutException}; bytes that were read before are
 * gone from the stream.
 *
 * <p>Must hold: the timeout goes through to the caller, who may call again, as often as he likes.
 * He gets every line and every int whole, in order and once.
 */
public class ResumableRead {
    private final BufferedReader lines;
    private final DataInputStream ints;

    public ResumableRead(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ints = new DataInputStream(in);
    }

    /**
     * The next line, in UTF-8, without the '\n' that ends it; it has at most 1,000 bytes. The last
     * line may lack its '\n'. Null after the last.
     */
    public String readLine() throws IOException {
        return lines.readLine(); // TODO where is half a line after a timeout?
    }

    /**
     * The next int, highest byte first.
     *
     * @throws EOFException if the stream has ended before its last byte
     */
    public int readInt() throws IOException {
        return ints.readInt(); // TODO and half an int?
    }
}
