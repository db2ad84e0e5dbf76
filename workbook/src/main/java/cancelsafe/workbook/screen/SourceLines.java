package cancelsafe.workbook.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a source. */
public final class SourceLines {
    private SourceLines() {}

    /** The lines; none if the file cannot be read as text. */
    public static List<String> of(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
