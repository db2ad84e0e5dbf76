package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Chunks;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SafeFileWriterTest {
    private static final String OLD = "the old text";
    private static final String NEWER = "newer still";
    private static final List<String> OLD_OR_NEWER = List.of(OLD, NEWER);
    private static final String[] NAMES = {
        "limits.tmp", "limits.new", "limits~", ".limits", "tmp", "l".repeat(56) + ".tmp"
    };
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";

    @TempDir Path folder;
    private final Chunks chunks = new Chunks("the new ", "and longer ", "text");
    private final SafeFileWriter writer = new SafeFileWriter();
    private Path target;

    @BeforeEach
    void thereIsAnOldText() throws IOException {
        target = folder.resolve("target");
        Files.writeString(target, OLD);
    }

    private String content() {
        return content(target);
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(f -> String.valueOf(f.getFileName())).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOldOrNew() {
        return List.of(OLD, chunks.whole()).contains(content());
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("target", this::content).watch("files", this::files);
    }

    private void write() throws IOException, InterruptedException {
        writer.write(target, chunks);
    }

    @CancelEverywhere
    void aCancelledWriteLeavesTheTargetOldOrNew(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("the target is old or new", this::isOldOrNew)
                .run(this::write);
    }

    @CancelEverywhere
    void aWriteThatThrowsLeavesTheOldTextAndOneThatReturnsTheNewOne(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).mayAbsorb(ELSEWHERE).run(this::write);
        outcome.thrown()
                .ifPresent(
                        t ->
                                assertThat(content())
                                        .as("the target when write() throws " + t)
                                        .isEqualTo(OLD));
        if (outcome.returned()) {
            assertThat(content()).as("the target when write() returns").isEqualTo(chunks.whole());
        }
    }

    @CancelEverywhere
    void aCancelledWriteLeavesNoOtherFile(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .inPairs()
                .invariant("there is no other file", () -> files().equals(Set.of("target")))
                .run(this::write);
    }

    @CancelEverywhere
    void aWriteThatFailsLeavesNoOtherFile(Attempt attempt) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Files.createFile(directory.resolve("a file")); // so that it cannot be replaced
        Outcome<Void> outcome =
                watched(attempt).undisturbed().run(() -> writer.write(directory, chunks));
        assertThat(outcome.thrown()).as("thrown if the target is a directory").isPresent();
        assertThat(files()).as("the files of the folder").containsExactly("directory", "target");
    }

    /** The page says what the target contains if a write throws. */
    private void writeOrKeepTheOldText() throws IOException, InterruptedException {
        try {
            write();
        } catch (IOException e) {
            assertThat(content()).as("the target when write() throws " + e).isEqualTo(OLD);
            throw e;
        }
    }

    @CancelEverywhere
    void aFullDiskLeavesTheOldTextAndNoOtherFile(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .withFileFaults()
                .invariant("the target is old or new", this::isOldOrNew)
                .invariant("there is no other file", () -> files().equals(Set.of("target")))
                .run(this::writeOrKeepTheOldText);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt).atLeastOnePoint().run(this::write);
    }

    @CancelEverywhere
    void aCrashLeavesTheTargetOldOrNew(Attempt attempt) {
        watched(attempt)
                .crashes()
                .invariant("the target is old or new", this::isOldOrNew)
                .run(this::write);
    }

    @CancelEverywhere
    void aCrashLeavesATargetOfAnyNameOldOrNew(Attempt attempt) throws IOException {
        List<Path> targets = Stream.of(NAMES).map(folder::resolve).toList();
        for (Path each : targets) {
            Files.writeString(each, OLD);
        }
        attempt.crashes()
                .invariant(
                        "each target is old or new",
                        () -> targets.stream().allMatch(t -> OLD_OR_NEWER.contains(content(t))))
                .run(
                        () -> {
                            for (Path each : targets) {
                                writer.write(each, new Chunks(NEWER));
                            }
                        });
    }

    @CancelEverywhere
    void theNextWriteSucceedsAfterACrash(Attempt attempt) {
        boolean[] again = {false};
        watched(attempt)
                .crashes()
                .recovery(
                        () -> {
                            new SafeFileWriter().write(target, new Chunks(NEWER));
                            again[0] = true;
                        })
                .invariant(
                        "the target is what the next write wrote",
                        () -> !again[0] || content().equals(NEWER))
                .run(this::write);
    }

    /** Replaces each file that the crash has left, and gives up while it waits for the content. */
    private boolean keepsTheFilesThatACrashHasLeft() throws IOException {
        boolean kept = true;
        for (String name : files()) {
            Path left = folder.resolve(name);
            if (!left.equals(target)) {
                String old = content(left);
                Thread.currentThread().interrupt();
                try {
                    writer.write(left, new Chunks(NEWER));
                } catch (IOException | InterruptedException _) {
                    // the file must be as it was
                }
                Thread.interrupted();
                kept &= List.of(old, NEWER).contains(content(left));
            }
        }
        return kept;
    }

    @CancelEverywhere
    void aTargetWithTheNameOfATemporaryFileIsOldOrNew(Attempt attempt) {
        boolean[] kept = {true};
        watched(attempt)
                .crashes()
                .recovery(() -> kept[0] = keepsTheFilesThatACrashHasLeft())
                .invariant(
                        "a target with the name of a temporary file is old or new", () -> kept[0])
                .run(this::write);
    }

    @CancelEverywhere
    void anUncancelledWriteReplacesTheText(Attempt attempt) {
        Outcome<Void> outcome = attempt.undisturbed().run(this::write);
        assertThat(outcome.returned()).isTrue();
        assertThat(content()).isEqualTo(chunks.whole());
        assertThat(files()).containsExactly("target");
    }

    private void replacesBy(Chunks text, Attempt attempt) {
        attempt.undisturbed().run(() -> writer.write(target, text));
        assertThat(content()).as("the target").isEqualTo(text.whole());
        assertThat(files()).as("the files of the folder").containsExactly("target");
    }

    @CancelEverywhere
    void noChunkMakesAnEmptyFile(Attempt attempt) {
        replacesBy(new Chunks(), attempt);
    }

    @CancelEverywhere
    void oneChunkIsTheWholeText(Attempt attempt) {
        replacesBy(new Chunks("one"), attempt);
    }

    @CancelEverywhere
    void emptyChunksDoNotEndTheText(Attempt attempt) {
        replacesBy(new Chunks("a", "", "b"), attempt);
    }

    @CancelEverywhere
    void manyChunksKeepTheirSequence(Attempt attempt) {
        String[] many = IntStream.range(0, 1_100).mapToObj(n -> n + " ").toArray(String[]::new);
        replacesBy(new Chunks(many), attempt);
    }

    @CancelEverywhere
    void aWriterWritesTwoFilesOneAfterTheOther(Attempt attempt) throws IOException {
        Path second = folder.resolve("second");
        attempt.undisturbed()
                .run(
                        () -> {
                            write();
                            writer.write(second, new Chunks(NEWER));
                        });
        assertThat(content()).as("the first file").isEqualTo(chunks.whole());
        assertThat(Files.readString(second)).as("the second file").isEqualTo(NEWER);
        assertThat(files()).as("the files of the folder").containsExactly("second", "target");
    }

    @CancelEverywhere
    void aMissingFileIsCreated(Attempt attempt) throws IOException {
        Files.delete(target);
        Outcome<Void> outcome = attempt.undisturbed().run(this::write);
        assertThat(outcome.returned()).isTrue();
        assertThat(content()).isEqualTo(chunks.whole());
    }
}
