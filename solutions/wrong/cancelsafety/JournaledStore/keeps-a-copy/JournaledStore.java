package cancelsafety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps a copy of all values in memory. */
public class JournaledStore {
    private final Path folder;
    private Map<String, String> copy;

    public JournaledStore(Path folder) {
        this.folder = folder;
    }

    public void recover() throws IOException {
        Files.deleteIfExists(folder.resolve("all.tmp"));
    }

    public Map<String, String> read() throws IOException {
        if (copy != null) {
            return new TreeMap<>(copy);
        }
        Map<String, String> values = new TreeMap<>();
        Path all = folder.resolve("all.txt");
        if (Files.exists(all)) {
            for (String line : Files.readAllLines(all)) {
                int at = line.indexOf('=');
                values.put(line.substring(0, at), line.substring(at + 1));
            }
        }
        copy = new TreeMap<>(values);
        return values;
    }

    public void put(Map<String, String> changes) throws IOException {
        Map<String, String> values = read();
        values.putAll(changes);
        String text =
                values.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                        .collect(Collectors.joining());
        Path beside = folder.resolve("all.tmp");
        try (FileChannel out =
                FileChannel.open(
                        beside,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, folder.resolve("all.txt"), StandardCopyOption.ATOMIC_MOVE);
        copy = values;
    }
}
