package cancelsafety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The journal is all there is: a line for each change, the last one counts. */
public class JournaledStore {
    private static final String END = "."; // no key and no value looks like it

    private final Path log;

    public JournaledStore(Path folder) {
        this.log = folder.resolve("log");
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() {
        // nothing is ever half done: a change without an end counts for nobody
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
            String[] words = line.split(" ");
            if (words[words.length - 1].equals(END)) {
                for (int i = 0; i < words.length - 1; i += 2) {
                    values.put(words[i], words[i + 1]);
                }
            }
        }
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        StringBuilder line = new StringBuilder("\n");
        changes.forEach((key, value) -> line.append(key + " " + value + " "));
        ByteBuffer bytes = ByteBuffer.wrap((line + END).getBytes(StandardCharsets.UTF_8));
        try (FileChannel out =
                FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
