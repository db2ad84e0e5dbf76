package cancelsafety;

import cancelsafe.given.SafeFile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every put makes a new folder with all keys; a small file says which folder counts. */
public class JournaledStore {
    private final Path folder;
    private final SafeFile current;

    public JournaledStore(Path folder) {
        this.folder = folder;
        this.current = new SafeFile(folder.resolve("current"));
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() throws IOException {
        String counts = current.read().orElse("");
        for (Path old : filesIn(folder)) {
            String name = old.getFileName().toString();
            if (name.startsWith("version") && !name.equals(counts)) {
                for (Path file : filesIn(old)) {
                    Files.delete(file);
                }
                Files.delete(old);
            }
        }
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (current.read().isPresent()) {
            for (Path file : filesIn(folder.resolve(current.read().get()))) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        recover();
        Map<String, String> values = read();
        values.putAll(changes);
        int number = current.read().map(name -> Integer.parseInt(name.substring(7))).orElse(0);
        Path version = Files.createDirectory(folder.resolve("version" + (number + 1)));
        for (Map.Entry<String, String> value : values.entrySet()) {
            try (FileOutputStream out =
                    new FileOutputStream(version.resolve(value.getKey()).toFile())) {
                out.write(value.getValue().getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
        }
        current.write("version" + (number + 1)); // one small file: old or new
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
