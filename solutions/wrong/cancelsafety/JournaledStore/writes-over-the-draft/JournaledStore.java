package cancelsafety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** All keys in one file, which is replaced by a draft that may be there already. */
public class JournaledStore {
    private final Path all;
    private final Path draft;

    public JournaledStore(Path folder) {
        this.all = folder.resolve("all");
        this.draft = folder.resolve("draft");
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() throws IOException {
        Files.deleteIfExists(draft);
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(all)) {
            for (String line : Files.readAllLines(all)) {
                String[] pair = line.split("=");
                values.put(pair[0], pair[1]);
            }
        }
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        Map<String, String> values = read();
        values.putAll(changes);
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(key + "=" + value + "\n"));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes());
        try (FileChannel out =
                FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, all, StandardCopyOption.ATOMIC_MOVE);
    }
}
