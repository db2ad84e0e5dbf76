package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/** Thinks that a reader goes on with the line it has begun. */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("once: buffer.write(in.readAllBytes())", ""),
                entry("twice: buffer.write(in.readAllBytes())", "lloomissk"),
                entry("once: in.transferTo(buffer)", "hefrthta"),
                entry("twice: in.transferTo(buffer)", "hellofromthistask"),
                entry("twice: buffer.write(reader.readLine().getBytes())", "hellofromthistask"),
                entry("once: buffer.write(scanner.next().getBytes())", "hefrthta"));
    }
}
