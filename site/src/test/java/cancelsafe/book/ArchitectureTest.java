package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ArchitectureTest {
    private static final Path ROOT = Path.of("..");

    /** A file as the documents name it: from the root of the project, as code. */
    private static final Pattern PATH = Pattern.compile("`([\\w.-]+/[\\w./-]+\\.\\w+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");

    @Test
    void theArchitectureNamesManyFiles() throws IOException {
        assertThat(found(PATH, ROOT.resolve("ARCHITECTURE.md"))).hasSizeGreaterThan(25);
    }

    @TestFactory
    Stream<DynamicTest> everyFileThatItOrADecisionNamesExists() throws IOException {
        return Stream.concat(Stream.of(ROOT.resolve("ARCHITECTURE.md")), docs())
                .map(file -> test(file, () -> assertAllExist(ROOT, found(PATH, file))));
    }

    @TestFactory
    Stream<DynamicTest> everyLinkOfADocumentLeadsToAFile() throws IOException {
        return Stream.of(inRoot(), docs(), Stream.of(ROOT.resolve("lab/README.md")))
                .flatMap(files -> files)
                .map(file -> test(file, () -> assertAllExist(folder(file), found(LINK, file))));
    }

    private static void assertAllExist(Path folder, List<String> names) {
        assertThat(names).allMatch(name -> Files.exists(folder.resolve(name)));
    }

    private static DynamicTest test(Path file, Executable test) {
        return DynamicTest.dynamicTest(ROOT.relativize(file).toString(), test);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static Stream<Path> docs() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return markdown(files);
        }
    }

    private static Stream<Path> inRoot() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return markdown(files);
        }
    }

    private static Stream<Path> markdown(Stream<Path> files) {
        return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
