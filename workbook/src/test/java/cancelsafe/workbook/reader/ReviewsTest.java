package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Question;
import cancelsafe.book.Questions;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class ReviewsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static Book book;
    private static List<Question> all;
    @TempDir Path folder;

    @BeforeAll
    static void read() {
        book = BookCopy.original();
        all = Questions.of(book);
    }

    private Reviews reviews() {
        return Reviews.of(Progress.in(folder, book));
    }

    @Test
    void anAnswerIsKept() throws IOException {
        Card card = reviews().note(all.getFirst(), true, TODAY);
        assertThat(card).isEqualTo(new Card(2, TODAY.plusDays(3)));
        assertThat(reviews().cards()).isEqualTo(Map.of(all.getFirst().id(), card));
    }

    @Test
    void twoWindowsAgree() throws IOException {
        Reviews one = reviews();
        Reviews other = reviews();
        one.note(all.get(0), true, TODAY);
        other.note(all.get(1), false, TODAY);
        Card second = other.note(all.get(0), true, TODAY);
        assertThat(second).isEqualTo(new Card(2, TODAY.plusDays(3)));
        assertThat(one.cards()).isEqualTo(other.cards()).hasSize(2);
    }

    @Test
    void aQuestionThatTheBookDoesNotAskIsKept() throws IOException {
        Files.writeString(folder.resolve("review.txt"), "0123456789ab 3 2026-12-01\n");
        reviews().note(all.getFirst(), false, TODAY);
        assertThat(folder.resolve("review.txt")).content().contains("0123456789ab 3 2026-12-01");
    }

    @Test
    void aDamagedFileIsKeptAsideAndSaid() throws IOException {
        reviews().note(all.getFirst(), true, TODAY);
        Path file = folder.resolve("review.txt");
        Files.writeString(file, Files.readString(file) + "not a card\n");
        assertThat(reviews().mend().orElseThrow())
                .startsWith("Your reviews are damaged")
                .contains("review-damaged-1.txt")
                .contains("1 of its lines could be read");
        assertThat(reviews().cards()).containsOnlyKeys(all.getFirst().id());
        assertThat(reviews().mend()).isEmpty();
    }

    @Test
    void progressAndReviewsDoNotTouchEachOther() throws IOException {
        Progress progress = Progress.in(folder, book);
        progress.note(book.katas().getFirst(), State.SOLVED);
        Reviews.of(progress).note(all.getFirst(), true, TODAY);
        assertThat(progress.mend()).isEmpty();
        assertThat(progress.solved()).isEqualTo(1);
    }
}
