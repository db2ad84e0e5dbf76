package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/** What is in the buffer after a timeout, as the JDK has it. */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                // collects in an array of its own, and throws that away with the exception
                entry("once: buffer.write(in.readAllBytes())", ""),
                // the second call knows nothing of the first
                entry("twice: buffer.write(in.readAllBytes())", "lloomissk"),
                // hands on each piece at once: what had come is there, and you do not know how much
                entry("once: in.transferTo(buffer)", "hefrthta"),
                // the buffer is yours and outlives the call: the only one that can be called again
                entry("twice: in.transferTo(buffer)", "hellofromthistask"),
                // half a line is in a variable of the call, not in the buffer of the reader
                entry("twice: buffer.write(reader.readLine().getBytes())", "lloomissk"),
                // takes the timeout for the end, and half a word for a word; nothing throws
                entry("once: buffer.write(scanner.next().getBytes())", "hefrthta"));
    }
}
