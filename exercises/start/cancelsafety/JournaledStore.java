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
 * <p>Given: keys and values of letters and digits, and one user at a time. The format is yours.
 *
 * <p>Must hold, wherever a put is cancelled, and the recovery after it, too: a reader sees all of
 * the changes or none. The same after a crash in either, once the recovery has run; and what a put
 * has changed when it returns survives. The recovery may run at any time, and twice. Nothing is
 * left open. A cancelled put spoils the store for nobody else, and its caller learns of it.
 */
public class JournaledStore {
    private final Path folder;

    public JournaledStore(Path folder) {
        this.folder = folder;
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() throws IOException {
        // TODO what has an earlier put left half done?
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

    /** Changes these keys, all or none, and leaves the others as they are. */
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
