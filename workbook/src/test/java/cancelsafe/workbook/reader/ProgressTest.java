package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ProgressTest {
    @TempDir Path folder;
    private Book book;
    private Kata first;
    private Kata second;

    @BeforeEach
    void copy() throws IOException {
        book = BookCopy.in(folder);
        first = book.katas().get(0);
        second = book.katas().get(1);
    }

    @Test
    void aKataIsUntriedUntilItIsJudged() throws IOException {
        Progress progress = Progress.of(book);
        assertThat(progress.of(first)).isEqualTo(State.UNTRIED);
        progress.note(first, State.SOLVED);
        assertThat(Progress.of(book).of(first)).isEqualTo(State.SOLVED);
        assertThat(Progress.of(book).solved()).isEqualTo(1);
    }

    @Test
    void theReaderIsAtTheFirstKataThatIsNotSolved() throws IOException {
        Progress progress = Progress.of(book);
        assertThat(progress.current()).isEqualTo(first);
        progress.note(first, State.SOLVED);
        assertThat(progress.current()).isEqualTo(second);
        progress.choose(first);
        assertThat(progress.current()).isEqualTo(first);
    }

    @Test
    void whatItSaysOfAnUnknownKataIsKept() throws IOException {
        Path file = folder.resolve(".kata/progress.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "OfAnotherBook solved\nnonsense\n");
        Progress.of(book).note(first, State.FAILING);
        assertThat(file).content().contains("OfAnotherBook solved");
    }

    @Test
    void twoWorkbooksLoseNothingOfEachOther() throws IOException {
        Progress one = Progress.of(book);
        Progress other = Progress.of(book);
        one.note(first, State.SOLVED);
        other.note(second, State.FAILING);
        assertThat(one.of(second)).isEqualTo(State.FAILING);
        assertThat(other.of(first)).isEqualTo(State.SOLVED);
    }

    @Test
    void aResetKeepsWhatWasThere() throws IOException {
        Files.writeString(first.exercise(), "my work");
        Optional<Path> kept = Progress.of(book).reset(first);
        assertThat(first.exercise()).hasSameBinaryContentAs(first.start());
        assertThat(kept).hasValueSatisfying(k -> assertThat(k).hasContent("my work"));
        Files.writeString(first.exercise(), "more work");
        Optional<Path> again = Progress.of(book).reset(first);
        assertThat(again).isNotEqualTo(kept);
        assertThat(kept).hasValueSatisfying(k -> assertThat(k).hasContent("my work"));
    }

    @Test
    void anUntouchedExerciseLeavesNothingToKeep() throws IOException {
        assertThat(Progress.of(book).reset(first)).isEmpty();
    }

    @Test
    void aDeletedExerciseComesBack() throws IOException {
        Files.delete(first.exercise());
        Progress.of(book).reset(first);
        assertThat(first.exercise()).hasSameBinaryContentAs(first.start());
    }

    @Test
    void ofABrokenFileWhatCanBeReadIsKept() throws IOException {
        Path file = folder.resolve(".kata/progress.txt");
        Files.createDirectories(file.getParent());
        byte[] broken = (first.id() + " solved\n\u0000 \u0001\nno-state\n").getBytes(UTF_8);
        broken[broken.length - 3] = (byte) 0xff;
        Files.write(file, broken);
        assertThat(Progress.of(book).of(first)).isEqualTo(State.SOLVED);
        Progress.of(book).note(second, State.FAILING);
        assertThat(Progress.of(book).of(first)).isEqualTo(State.SOLVED);
    }

    @Test
    void aDamagedFileIsKeptAsideAndSaid() throws IOException {
        Path file = folder.resolve(".kata/progress.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, first.id() + " solved\n\u0000\n");
        Progress progress = Progress.of(book);
        assertThat(progress.mend().orElseThrow())
                .startsWith("Your progress is damaged")
                .contains(".kata/progress-damaged-1.txt")
                .contains("1 of its lines could be read");
        assertThat(progress.of(first)).isEqualTo(State.SOLVED);
        assertThat(progress.mend()).isEmpty();
    }

    @Test
    void anEmptyFileAndAFolderInItsPlaceAreSaid() throws IOException {
        Path file = folder.resolve(".kata/progress.txt");
        Files.createDirectories(file);
        Progress progress = Progress.of(book);
        assertThat(progress.mend().orElseThrow()).contains("progress.txt is not a file");
        progress.note(first, State.SOLVED);
        Files.writeString(file, "");
        assertThat(progress.mend().orElseThrow())
                .contains("progress.txt is empty")
                .contains("progress-damaged-2.txt");
        assertThat(progress.of(first)).isEqualTo(State.UNTRIED);
    }

    @Test
    void aKataThatWasRenamedKeepsItsState() throws IOException {
        Files.createDirectories(folder.resolve(".kata"));
        Files.writeString(folder.resolve(".kata/progress.txt"), "OldName solved\n");
        Book renamed = withAlias("OldName");
        Kata kata = renamed.katas().getFirst();
        assertThat(Progress.of(renamed).of(kata)).isEqualTo(State.SOLVED);
        Progress.of(renamed).note(kata, State.FAILING);
        assertThat(folder.resolve(".kata/progress.txt")).hasContent(kata.id() + " failing\n");
    }

    private Book withAlias(String old) throws IOException {
        Path yaml = folder.resolve("chapters").resolve(first.chapter()).resolve("katas.yaml");
        String text = Files.readString(yaml);
        Files.writeString(
                yaml,
                text.replaceFirst(
                        "(?m)^- id: " + first.id() + "$",
                        "- id: " + first.id() + "\n  aliases: [" + old + "]"));
        return Book.read(folder);
    }

    @Test
    void manyThreadsLoseNothingOfEachOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> notes = new ArrayList<>();
            for (Kata kata : book.katas()) {
                notes.add(
                        threads.submit(
                                () -> {
                                    Progress.of(book).note(kata, State.SOLVED);
                                    return null;
                                }));
            }
            for (Future<?> note : notes) {
                note.get();
            }
        }
        assertThat(Progress.of(book).solved()).isEqualTo(book.katas().size());
    }

    @Test
    void whereItCannotBeWrittenTheOldStateStays() throws IOException {
        Progress progress = Progress.of(book);
        progress.note(first, State.SOLVED);
        // a folder stands where the new text would be written, as if there were no room for it
        Files.createDirectory(folder.resolve(".kata/progress.txt.tmp"));
        Files.createFile(folder.resolve(".kata/progress.txt.tmp/full"));
        assertThatThrownBy(() -> progress.note(second, State.SOLVED))
                .isInstanceOf(IOException.class);
        assertThat(progress.of(first)).isEqualTo(State.SOLVED);
        assertThat(progress.of(second)).isEqualTo(State.UNTRIED);
    }
}
