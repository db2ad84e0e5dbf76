package cancelsafe.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A chapter.
 *
 * @param number 0 for the front, 99 for the appendix
 * @param folder name of its folder
 * @param title its heading; where it has no text yet, the folder's name in words
 * @param dir its folder
 * @param katas in order
 * @param snippets by name, longer programs after the others
 */
public record Chapter(
        int number,
        String folder,
        String title,
        Path dir,
        List<Kata> katas,
        List<Snippet> snippets) {

    /** The text. */
    public Path text() {
        return dir.resolve("chapter.adoc");
    }

    /** Whether it has been written, at least in part. */
    public boolean hasText() {
        return Files.exists(text());
    }
}
