package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Kind;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The last kata of each of the first two chapters with katas is made a capstone. */
class TrackTest {
    @TempDir Path folder;
    private Book book;
    private Progress progress;
    private List<Kata> one;
    private List<Kata> two;

    @BeforeEach
    void capstones() {
        book = WithCapstones.of(BookCopy.original());
        progress = Progress.in(folder, book);
        List<Chapter> chapters =
                book.chapters().stream().filter(c -> !c.katas().isEmpty()).toList();
        one = chapters.get(0).katas();
        two = chapters.get(1).katas();
    }

    @Test
    void aSolvedCapstoneMakesTheOtherKatasOfItsChapterKnown() throws IOException {
        progress.note(one.get(0), State.SOLVED);
        progress.note(one.get(1), State.FAILING);
        progress.note(one.getLast(), State.SOLVED);
        assertThat(progress.states())
                .containsEntry(one.get(0).id(), State.SOLVED)
                .containsEntry(one.get(1).id(), State.KNOWN)
                .containsEntry(one.get(2).id(), State.KNOWN)
                .containsEntry(two.get(0).id(), State.UNTRIED);
        assertThat(progress.solved()).isEqualTo(2);
        assertThat(progress.current()).isEqualTo(two.getFirst());
    }

    @Test
    void whatIsKnownIsNotKept() throws IOException {
        progress.note(one.getLast(), State.SOLVED);
        progress.note(one.getLast(), State.UNTRIED);
        assertThat(progress.states()).doesNotContainValue(State.KNOWN);
    }

    @Test
    void theWholeTrackLeavesOutWhatIsKnown() throws IOException {
        assertThat(Track.WHOLE.next(book, progress.states(), one.get(0))).contains(one.get(1));
        progress.note(one.getLast(), State.SOLVED);
        assertThat(Track.WHOLE.next(book, progress.states(), one.get(0))).contains(one.getLast());
        assertThat(Track.WHOLE.next(book, progress.states(), one.getLast()))
                .contains(two.getFirst());
        assertThat(Track.WHOLE.next(book, progress.states(), book.katas().getLast())).isEmpty();
    }

    @Test
    void theFastTrackGoesFromCapstoneToCapstone() throws IOException {
        assertThat(Track.CAPSTONES.first(book, progress.states())).contains(one.getLast());
        assertThat(Track.CAPSTONES.next(book, progress.states(), one.getLast()))
                .contains(two.getLast());
        progress.note(one.getLast(), State.SOLVED);
        assertThat(Track.CAPSTONES.first(book, progress.states())).contains(two.getLast());
        assertThat(one.getLast().kind()).isEqualTo(Kind.CAPSTONE);
        progress.note(two.getLast(), State.SOLVED);
        assertThat(Track.CAPSTONES.first(book, progress.states())).isEmpty();
    }
}
