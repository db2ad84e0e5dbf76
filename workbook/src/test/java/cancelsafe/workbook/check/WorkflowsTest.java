package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the workflows of the repository run, and what they may do. */
class WorkflowsTest {
    private static List<Path> workflows() throws IOException {
        try (var files = Files.list(BookCopy.ROOT.resolve(".github/workflows"))) {
            return files.toList();
        }
    }

    /** A tag can be moved to other code. */
    @Test
    void actionsArePinnedByTheirCommit() throws IOException {
        List<String> uses = new ArrayList<>();
        for (Path workflow : workflows()) {
            Files.readAllLines(workflow).stream()
                    .filter(line -> line.contains("uses:"))
                    .forEach(uses::add);
        }
        assertThat(uses)
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(".*uses: [\\w/-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}"));
    }

    @Test
    void eachWorkflowSaysWhatItMayDo() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readAllLines(workflow)).as("" + workflow).contains("permissions:");
        }
    }
}
