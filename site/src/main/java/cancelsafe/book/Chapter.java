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
    /** The number of the front. */
    public static final int FRONT = 0;

    /** The number of the appendix. */
    public static final int APPENDIX = 99;

    /** The text. */
    public Path text() {
        return dir.resolve("chapter.adoc");
    }

    /**
     * What the reader calls it, such as {@code 3 Timeouts}; only chapters of the path have numbers.
     */
    public String place() {
        return isNumbered() ? number + " " + title : title;
    }

    /** What stands above its title, such as {@code Chapter 3}. */
    public String label() {
        return isNumbered() ? "Chapter " + number : number == FRONT ? "Introduction" : "Reference";
    }

    /** Whether it is one of the path, neither the front nor the appendix. */
    public boolean isNumbered() {
        return number > FRONT && number < APPENDIX;
    }

    /** Whether it has been written, at least in part. */
    public boolean hasText() {
        return Files.exists(text());
    }

    /**
     * The sections of its text as it is now, in order; none if it has no text.
     *
     * @throws java.io.UncheckedIOException if the text cannot be read
     */
    public List<Section> sections() {
        return Section.of(this);
    }
}
