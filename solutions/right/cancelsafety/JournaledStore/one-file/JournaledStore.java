package cancelsafety;

import cancelsafe.given.SafeFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** All keys in one file, which is replaced as a whole. */
public class JournaledStore {
    private final SafeFile all;

    public JournaledStore(Path folder) {
        this.all = new SafeFile(folder.resolve("all"));
    }

    /** Called when the program starts, before anybody else uses the folder. */
    public void recover() {
        // nothing is ever half done; what lies beside the file is overwritten by the next put
    }

    /** All keys with their values. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        all.read()
                .orElse("")
                .lines()
                .map(line -> line.split("="))
                .forEach(pair -> values.put(pair[0], pair[1]));
        return values;
    }

    /** Changes these keys, all or none, and leaves the others as they are. */
    public void put(Map<String, String> changes) throws IOException {
        Map<String, String> values = read();
        values.putAll(changes);
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(key + "=" + value + "\n"));
        all.write(text.toString());
    }
}
