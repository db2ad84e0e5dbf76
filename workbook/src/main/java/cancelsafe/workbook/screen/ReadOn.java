package cancelsafe.workbook.screen;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Section;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;

/** Where a solved kata comes from: its section, and the incidents of which the book says so. */
public final class ReadOn {
    private static final String INDENT = "   ";

    private ReadOn() {}

    /** The rows; none if no text leads to the kata. */
    public static List<AttributedString> rows(Book book, Kata kata, int width) {
        List<AttributedString> rows = new ArrayList<>();
        for (Section section : leadingTo(book, kata)) {
            String text =
                    "%s (%s): %s"
                            .formatted(
                                    section.chapter().folder().equals(kata.chapter())
                                            ? "Section"
                                            : "Incident",
                                    section.chapter().label(),
                                    section.title());
            Wrap.of(text, Math.min(width, 80) - 2, INDENT)
                    .forEach(row -> rows.add(Ink.PLAIN.of(row)));
        }
        return rows;
    }

    private static List<Section> leadingTo(Book book, Kata kata) {
        return book.chapters().stream()
                .filter(Chapter::isNumbered) // the introduction only shows the way in
                .flatMap(chapter -> chapter.sections().stream())
                .filter(section -> section.leadsTo(kata))
                .toList();
    }
}
