package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The book's own rule for its own files, the reader's progress and his answers: wherever the
 * workbook is cancelled or killed, the file is old or new, and can be written again.
 */
@Tag("lab")
class WholeFileInTheLabTest {
    private static final String OLD = "StopFlag solved\n";
    private static final String NEW = "StopFlag solved\nLatchToken failing\n";
    private static final String NEXT = "StopFlag solved\nLatchToken solved\n";

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void thereIsAnOldText() throws IOException {
        file = folder.resolve("progress.txt");
        Files.writeString(file, OLD);
    }

    private String content() {
        try {
            return Files.exists(file) ? Files.readString(file) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOldOrNew() {
        return List.of(OLD, NEW).contains(content());
    }

    private void replace(String text) throws IOException {
        new WholeFile(file).replace(text.getBytes(StandardCharsets.UTF_8));
    }

    @CancelEverywhere
    void killedAnywhereItIsOldOrNew(Attempt attempt) {
        attempt.crashes()
                .watch("file", this::content)
                .invariant("the file is old or new", this::isOldOrNew)
                .run(() -> replace(NEW));
    }

    @CancelEverywhere
    void afterAKillItCanBeReplaced(Attempt attempt) {
        boolean[] again = {false};
        attempt.crashes()
                .recovery(
                        () -> {
                            replace(NEXT);
                            again[0] = true;
                        })
                .invariant(
                        "what was written next is there", () -> !again[0] || content().equals(NEXT))
                .run(() -> replace(NEW));
    }

    @CancelEverywhere
    void interruptedAnywhereItIsOldOrNew(Attempt attempt) {
        attempt.watch("file", this::content)
                .invariant("the file is old or new", this::isOldOrNew)
                .atLeastOnePoint()
                .run(() -> replace(NEW));
    }

    @CancelEverywhere
    void undisturbedItIsNew(Attempt attempt) {
        assertThat(attempt.undisturbed().run(() -> replace(NEW)).returned()).isTrue();
        assertThat(content()).isEqualTo(NEW);
        assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    }
}
