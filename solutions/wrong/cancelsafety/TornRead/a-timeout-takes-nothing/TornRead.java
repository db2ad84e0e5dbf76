package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/** Thinks that the second call finds what the first had read. */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("once: buffer.write(in.readAllBytes())", ""),
                entry("twice: buffer.write(in.readAllBytes())", "hellofromthistask"),
                entry("once: in.transferTo(buffer)", ""),
                entry("twice: in.transferTo(buffer)", "hellofromthistask"),
                entry("twice: buffer.write(reader.readLine().getBytes())", "hellofromthistask"),
                entry("once: buffer.write(scanner.next().getBytes())", ""));
    }
}
