package cancelsafety;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gives what it has read back to the stream when a reading times out. */
public class ResumableRead {
    private final PushbackInputStream in;

    public ResumableRead(InputStream in) {
        this.in = new PushbackInputStream(in, 1_000);
    }

    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            return next < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            in.unread(line.toByteArray());
            throw e;
        }
    }

    public int readInt() throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        int count = 0;
        try {
            while (count < bytes.length) {
                int more = in.read(bytes, count, bytes.length - count);
                if (more < 0) {
                    throw new EOFException();
                }
                count += more;
            }
            return ByteBuffer.wrap(bytes).getInt();
        } catch (SocketTimeoutException e) {
            in.unread(bytes, 0, count);
            throw e;
        }
    }
}
