package cancelsafety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keys and values in a folder; several keys change together.
 *
 * <p>Given: keys and values of letters and digits; one user at a time. You choose the format.
 *
 * <p>Must hold after a cancellation or crash of a put, and of the recovery after it: a reader sees
 * all of the changes or none (after a crash, once the recovery has run). Changes survive a crash
 * once {@link #put} has returned. Recovery may run at any time, and twice. No file stays open. A
 * cancelled put leaves a working store; its caller learns of the cancellation.
 */
public class JournaledStore {
    private final Path folder;

    public JournaledStore(Path folder) {
        this.folder = folder;
    }

    /** Runs when the program starts, before any other use of the folder. */
    public void recover() throws IOException {
        // TODO what did an earlier put leave half done?
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return values;
    }

    /** Changes these keys, all or none, and leaves the others unchanged. */
    public void put(Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : new TreeMap<>(changes).entrySet()) {
            write(folder.resolve(change.getKey()), change.getValue()); // TODO and between two?
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(0);
            out.write(ByteBuffer.wrap(text.getBytes()));
        }
    }
}
