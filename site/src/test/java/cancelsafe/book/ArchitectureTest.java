package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class ArchitectureTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PATH = Pattern.compile("`([\\w.-]+/[\\w./-]+\\.\\w+)`");

    @Test
    void everyFileThatTheArchitectureNamesExists() throws IOException {
        List<String> named =
                PATH.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
                        .results()
                        .map((MatchResult m) -> m.group(1))
                        .toList();
        assertThat(named).hasSizeGreaterThan(25);
        assertThat(named).allMatch(name -> Files.exists(ROOT.resolve(name)));
    }
}
