package cancelsafe.site;

import cancelsafe.book.Book;

import java.nio.file.Path;

/** The book of this clone, and its pages: built once for all tests that only look at them. */
public final class RealBook {
    public static final Path ROOT =
            Path.of(System.getProperty("cancelsafe.root", ".")).toAbsolutePath();

    private RealBook() {}

    /** Its pages. */
    public static Path site() {
        return Built.OUT;
    }

    /** What the building of its pages said. */
    public static SiteReport report() {
        return Built.REPORT;
    }

    private static final class Built {
        static final Path OUT = ROOT.resolve("site/target/real-site").normalize();
        static final SiteReport REPORT = Site.build(Book.read(ROOT), OUT);
    }
}
