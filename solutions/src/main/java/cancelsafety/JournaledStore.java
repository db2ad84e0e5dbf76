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

/** Each key has its own file; a journal records all changes before the first file is written. */
public class JournaledStore {
    private static final String JOURNAL = ".journal";
    private static final String END = "end";

    private final Path folder;
    private final Path journal;

    public JournaledStore(Path folder) {
        this.folder = folder;
        this.journal = folder.resolve(JOURNAL);
    }

    /** Runs when the program starts, before any other use of the folder. */
    public void recover() throws IOException {
        if (Files.exists(journal)) {
            force(journal); // it may be complete although it has not reached the disk
        }
        apply(promised()); // nothing if the journal has no end mark: then no file has changed
        Files.deleteIfExists(journal); // last: until then another recovery can start again
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
        values.putAll(promised()); // in whatever state the files are
        return values;
    }

    /** Changes these keys, all or none, and leaves the others unchanged. */
    public void put(Map<String, String> changes) throws IOException {
        recover(); // an earlier put may have left a complete journal
        StringBuilder text = new StringBuilder();
        changes.forEach((key, value) -> text.append(key + "=" + value + "\n"));
        write(journal, text + END + "\n"); // the commit point
        apply(changes);
        Files.delete(journal);
    }

    /** The changes in the journal; empty if there is none, or if it is incomplete. */
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

    /** Idempotent: may be interrupted anywhere and repeated. */
    private void apply(Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : changes.entrySet()) {
            write(folder.resolve(change.getKey()), change.getValue());
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.force(true);
        }
    }

    /** Opens a channel per write, so an interrupt closes no channel that another call uses. */
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
            out.force(true); // before the next step relies on it
        }
    }
}
