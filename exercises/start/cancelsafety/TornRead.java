package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What does the buffer contain after a read timeout?
 *
 * <p>Four clients send one word each: hello, from, this, task. Each sends the first two letters,
 * waits until the read timeout of the server has passed, sends the rest and closes the connection.
 * The server reads one connection after the other and writes the results to one buffer for all
 * four. A timeout throws.
 *
 * <p>Once: after a timeout the server moves on to the next connection. Twice: after a timeout it
 * makes the same call on the same connection once more, and then moves on. For {@code readLine} and
 * {@code Scanner} it wraps the stream once per connection.
 *
 * <p>Must hold: each row is what the buffer contains at the end. TODO fill in the table, then run
 * the test.
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
