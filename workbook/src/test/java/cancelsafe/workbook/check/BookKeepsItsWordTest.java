package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Book;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.snippet.JBang;
import cancelsafe.workbook.snippet.SnippetCheck;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.stream.Stream;

/** What {@code kata check} says of this book, a test for each kata and each snippet. */
class BookKeepsItsWordTest {
    private static final Book BOOK = BookCopy.original();
    private static Judge judge;

    @BeforeAll
    static void start() throws IOException {
        judge = new Judge(BookCopy.installation());
    }

    @AfterAll
    static void stop() {
        judge.close();
    }

    @TestFactory
    Stream<DynamicTest> startsFailAndAnswersDoAsNamed() {
        return BOOK.katas().stream()
                .map(
                        kata ->
                                dynamicTest(
                                        kata.id(),
                                        () ->
                                                assertThat(KataCheck.of(kata, judge).complaints())
                                                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> storiesAreWhatHappens() {
        return BOOK.katas().stream()
                .map(
                        kata ->
                                dynamicTest(
                                        kata.id(),
                                        () -> {
                                            try (Judge fresh = new Judge(BookCopy.installation())) {
                                                assertThat(new Stories(kata, fresh).differences())
                                                        .isEmpty();
                                            }
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> snippetsPrintWhatIsRecorded() {
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        return BOOK.snippets().stream()
                .map(
                        snippet ->
                                dynamicTest(
                                        snippet.name(),
                                        () ->
                                                assertThat(
                                                                SnippetCheck.of(snippet, jbang)
                                                                        .complaint())
                                                        .isEmpty()));
    }
}
