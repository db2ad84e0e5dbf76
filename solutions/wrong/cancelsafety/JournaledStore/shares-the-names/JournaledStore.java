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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the journal in the folder under a name that a key may have. */
public class JournaledStore {
    private final Path folder;

    public JournaledStore(Path folder) {
        this.folder = folder;
    }

    private static final String END = "END";

    private Path note() {
        return folder.resolve("journal");
    }

    private Map<String, String> noted() throws IOException {
        Map<String, String> changes = new TreeMap<>();
        List<String> lines = Files.exists(note()) ? Files.readAllLines(note()) : List.of();
        if (lines.isEmpty() || !lines.getLast().equals(END + "!")) {
            return changes;
        }
        for (String line : lines.subList(0, lines.size() - 1)) {
            changes.put(
                    line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        return changes;
    }

    public void recover() throws IOException {
        if (Files.exists(note())) {
            force(note());
        }
        for (Map.Entry<String, String> change : noted().entrySet()) {
            write(folder.resolve(change.getKey()), change.getValue());
        }
        Files.deleteIfExists(note());
    }

    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.equals(note())).toList()) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        values.putAll(noted());
        return values;
    }

    public void put(Map<String, String> changes) throws IOException {
        recover();
        String text =
                new TreeMap<>(changes)
                        .entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue() + "\n")
                                .collect(Collectors.joining());
        write(note(), text + END + "!\n");
        recover();
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.force(true);
        }
    }
}
