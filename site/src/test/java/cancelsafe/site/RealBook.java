package cancelsafe.site;

import java.nio.file.Path;

/** The book of this clone. */
final class RealBook {
    static final Path ROOT = Path.of(System.getProperty("cancelsafe.root", ".."));

    private RealBook() {}
}
