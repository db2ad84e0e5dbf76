package cancelsafe.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that JBang runs.
 *
 * @param name name of its file without {@code .java}
 * @param source the file
 */
public record Snippet(String name, Path source) {
    private static final String NEEDS = "// needs: ";

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

    /**
     * The environment variable without which it cannot run, which a line {@code // needs: NAME} of
     * its source names; empty if it needs none.
     *
     * @throws IOException if the source cannot be read
     */
    public Optional<String> needs() throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.filter(line -> line.startsWith(NEEDS))
                    .map(line -> line.substring(NEEDS.length()).strip())
                    .findFirst();
        }
    }
}
