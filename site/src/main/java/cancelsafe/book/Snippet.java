package cancelsafe.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A program that JBang runs.
 *
 * @param name name of its file without {@code .java}
 * @param source the file
 */
public record Snippet(String name, Path source) {
    /** Its name in kebab case, as in {@code jbang plain-flag-hangs}. */
    public String alias() {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * What it printed when it was recorded: the table of its name, for a program that measures one;
     * else the file beside it, which need not exist for a longer program.
     */
    public Path output() {
        Path table = source.resolveSibling("../tables/" + alias() + ".tsv").normalize();
        return Files.exists(table) ? table : source.resolveSibling(name + ".out");
    }

    /** Whether what it prints is recorded. */
    public boolean isRecorded() {
        return Files.exists(output());
    }
}
