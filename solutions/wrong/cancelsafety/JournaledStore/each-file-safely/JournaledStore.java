package cancelsafety;

import cancelsafe.given.SafeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Replaces each file safely. */
public class JournaledStore {
    private final Path folder;

    public JournaledStore(Path folder) {
        this.folder = folder;
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".new")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".new")).toList()) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : new TreeMap<>(changes).entrySet()) {
            new SafeFile(folder.resolve(change.getKey())).write(change.getValue());
        }
    }
}
