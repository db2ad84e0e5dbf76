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
import java.util.stream.Stream;

/** Begins every put with a new journal. */
public class JournaledStore {
    private static final String JOURNAL = ".journal";
    private static final String END = "end";

    private final Path folder;
    private final Path journal;

    public JournaledStore(Path folder) {
        this.folder = folder;
        this.journal = folder.resolve(JOURNAL);
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() throws IOException {
        if (Files.exists(journal)) {
            force(journal);
        }
        apply(promised());
        Files.deleteIfExists(journal);
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        values.remove(JOURNAL);
        values.putAll(promised());
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        StringBuilder text = new StringBuilder();
        changes.forEach((key, value) -> text.append(key + "=" + value + "\n"));
        write(journal, text + END + "\n");
        apply(changes);
        Files.delete(journal);
    }

    /** What the journal says; nothing if there is none, or only a part of one. */
    private Map<String, String> promised() throws IOException {
        Map<String, String> changes = new TreeMap<>();
        List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
        if (!lines.isEmpty() && lines.getLast().equals(END)) {
            for (String line : lines.subList(0, lines.size() - 1)) {
                String[] pair = line.split("=", 2);
                changes.put(pair[0], pair[1]);
            }
        }
        return changes;
    }

    private void apply(Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : changes.entrySet()) {
            write(folder.resolve(change.getKey()), change.getValue());
        }
    }

    private static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
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
