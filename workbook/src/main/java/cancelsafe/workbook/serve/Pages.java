package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.site.Site;
import cancelsafe.site.SiteReport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** The built pages of the book, built anew when something that they show has changed. */
public final class Pages {
    private static final String BUILT = "built.txt";

    private final Book book;
    private final Path folder;

    /** Pages that lie in this folder. */
    public Pages(Book book, Path folder) {
        this.book = book;
        this.folder = folder;
    }

    /** The usual folder. */
    public static Pages of(Book book) {
        return new Pages(book, book.root().resolve("workbook/target/site"));
    }

    /** Where they lie. */
    public Path folder() {
        return folder;
    }

    /** Builds them if need be, and says what is wrong with them, a sentence each. */
    public List<String> build() throws IOException {
        Path built = folder.resolveSibling(folder.getFileName() + "-" + BUILT);
        if (Files.exists(built)
                && Files.exists(folder.resolve("index.html"))
                && !isOlder(Files.getLastModifiedTime(built))) {
            return Files.readAllLines(built);
        }
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        SiteReport report = Site.build(book, folder);
        Files.write(built, report.problems());
        Files.setLastModifiedTime(built, begun);
        return report.problems();
    }

    private boolean isOlder(FileTime built) throws IOException {
        for (String source :
                List.of(
                        "chapters",
                        "exercises/start",
                        "solutions/right",
                        "solutions/src",
                        "solutions/wrong",
                        "site/src/main",
                        "site/target/classes")) {
            Path sources = book.root().resolve(source);
            if (!Files.exists(sources)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
