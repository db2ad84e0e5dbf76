package cancelsafety;

import static java.util.Map.entry;

import java.util.Map;

/** Thinks that whatever has come can be had. */
public class TornRead {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("once: buffer.write(in.readAllBytes())", "hefrthta"),
                entry("twice: buffer.write(in.readAllBytes())", "hellofromthistask"),
                entry("once: in.transferTo(buffer)", "hefrthta"),
                entry("twice: in.transferTo(buffer)", "hellofromthistask"),
                entry("twice: buffer.write(reader.readLine().getBytes())", "hellofromthistask"),
                entry("once: buffer.write(scanner.next().getBytes())", "hefrthta"));
    }
}
