package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Each operation on a file fails once, however the body reaches it. */
class FileFaultsTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void path() {
        file = folder.resolve("file");
    }

    /** As many operations failed in runs that hold, and as many again with the status set. */
    private void fail(int operations, Body body) {
        Story story =
                Cancel.everywhere(
                        a -> {
                            empty(folder);
                            a.withFileFaults().run(body);
                        });
        assertThat(story.tried())
                .contains(new Story.Tried("injected faults", operations + 1 + operations));
    }

    private static void empty(Path folder) {
        for (File file : Objects.requireNonNull(folder.toFile().listFiles())) {
            if (file.isDirectory()) {
                empty(file.toPath());
            }
            assertThat(file.delete()).isTrue();
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void openingAndWritingFailInAStream() {
        fail(2, () -> WaysToWrite.byStream(file));
    }

    @Test
    void openingWritingAndForcingFailInARandomAccessFile() {
        fail(3, () -> WaysToWrite.byRandomAccess(file));
    }

    @Test
    void openingAndWritingFailInOneCall() {
        fail(2, () -> WaysToWrite.byOneCall(file));
    }

    @Test
    void creationsAndMovesFailAndDeletionsDoNot() {
        fail(3, () -> WaysToWrite.inAFolder(folder));
    }

    @Test
    void whatTheTestItselfDoesToFilesDoesNotFail() {
        fail(
                2,
                () -> {
                    Files.writeString(folder.resolve("of the test"), "text");
                    WaysToWrite.byStream(file);
                });
    }

    @Test
    void openingWritingAndForcingFailInAChannel() {
        Story story = Judged.holds(a -> a.withFileFaults().run(() -> WaysToWrite.byChannel(file)));
        assertThat(story.tried().toString()).contains("injected faults");
        assertThat(Judged.broken(a -> a.withFileFaults().run(() -> WaysToWrite.retries(file))))
                .contains("broken after a fault of FileChannel.open: FileNotFoundException")
                .contains("broken: a failure reaches the caller");
    }

    @Test
    void aFailureThatAPrintWriterSwallowsIsBroken() {
        assertThat(
                        Judged.broken(
                                a -> a.withFileFaults().run(() -> WaysToWrite.byPrintWriter(file))))
                .contains("broken after a fault of PrintWriter.close: IOException")
                .contains("broken: a failure reaches the caller");
    }

    private void replaces(Attempt attempt, boolean deletes) {
        empty(folder);
        attempt.withFileFaults()
                .invariant("there is no other file", () -> !names().contains("temp"))
                .run(() -> WaysToWrite.withCleanUp(file, deletes));
    }

    @Test
    void aFileThatAFailedWriteLeavesIsBroken() {
        Judged.holds(a -> replaces(a, true));
        assertThat(Judged.broken(a -> replaces(a, false)))
                .contains("broken: there is no other file");
    }

    @Test
    void aBodyThatWritesNothingIsToldSo() {
        Story story = Judged.holds(a -> a.withFileFaults().run(() -> WaysToWrite.onlyReads(file)));
        assertThat(story.runs())
                .flatExtracting(Story.Run::promises)
                .anyMatch(p -> p.kind() == PromiseKind.NO_CALL);
    }
}
