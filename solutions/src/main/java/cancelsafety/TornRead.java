package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/** What the buffer contains after a timeout, as measured on JDK 25. */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                // collects the bytes in a local array, which the exception discards
                entry("once: buffer.write(in.readAllBytes())", ""),
                // the second call cannot see the bytes of the first
                entry("twice: buffer.write(in.readAllBytes())", "lloomissk"),
                // writes each piece at once, but the caller does not learn how many bytes that was
                entry("once: in.transferTo(buffer)", "hefrthta"),
                // the buffer belongs to the caller, so only this call can simply be repeated
                entry("twice: in.transferTo(buffer)", "hellofromthistask"),
                // the half line is in a local variable of the call
                entry("twice: buffer.write(reader.readLine().getBytes())", "lloomissk"),
                // treats the timeout as the end of the stream, and half a word as a word
                entry("once: buffer.write(scanner.next().getBytes())", "hefrthta"));
    }
}
