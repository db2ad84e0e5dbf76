package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What is in the buffer after a timeout?
 *
 * <p>Four clients send one word each: hello, from, this, task. Each sends the first two letters,
 * waits until the read timeout of the server is over, sends the rest and closes the connection. The
 * server reads one connection after the other, and puts whatever a call gives it into one buffer
 * for all four. A timeout throws.
 *
 * <p>Once: after a timeout the server turns to the next connection. Twice: after a timeout it makes
 * the same call on the same connection again, and turns to the next one then. For {@code readLine}
 * and {@code Scanner} it wraps the stream once for each connection.
 *
 * <p>Must hold: each row says what is in the buffer in the end. TODO fill it in, then let it be
 * measured.
 */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("once: buffer.write(in.readAllBytes())", "TODO"),
                entry("twice: buffer.write(in.readAllBytes())", "TODO"),
                entry("once: in.transferTo(buffer)", "TODO"),
                entry("twice: in.transferTo(buffer)", "TODO"),
                entry("twice: buffer.write(reader.readLine().getBytes())", "TODO"),
                entry("once: buffer.write(scanner.next().getBytes())", "TODO"));
    }
}
