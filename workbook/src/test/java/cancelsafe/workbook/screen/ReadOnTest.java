package cancelsafe.workbook.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.workbook.BookCopy;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

class ReadOnTest {
    private final Book book = BookCopy.original();

    private String rows(String kata) {
        return ReadOn.rows(book, book.kata(kata).orElseThrow(), 200).stream()
                .map(AttributedString::toString)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    @Test
    void aSolvedKataNamesItsSection() {
        assertThat(rows("StopFlag"))
                .isEqualTo("Section (Chapter 1): Visibility: why a plain flag may never be seen");
    }

    @Test
    void aSolvedKataNamesTheIncidentsThatItTrains() {
        assertThat(rows("SwallowedSignal"))
                .contains("Section (Chapter 2): ")
                .contains("Incident (Chapter 7): An interrupt lost in the pause of a retry:")
                .contains("HikariCP");
    }

    @Test
    void everyKataHasItsSection() {
        assertThat(book.katas())
                .allSatisfy(kata -> assertThat(rows(kata.id())).startsWith("Section ("));
    }
}
