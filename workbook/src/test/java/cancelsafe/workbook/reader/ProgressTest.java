package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
}
