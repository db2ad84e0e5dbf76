package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.snippet.JBang;
import cancelsafe.workbook.snippet.SnippetCheck;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What {@code kata check} says of this book, a test for each kata and each snippet. With the
 * profile {@code steady} each kata is checked twenty times, while every processor is busy with
 * something else: a verdict does not depend on luck or load.
 */
class BookKeepsItsWordTest {
    private static final Book BOOK = BookCopy.original();
    private static final int TIMES = Integer.getInteger("cancelsafe.times", 1);

    private static final List<Thread> BURNERS = new ArrayList<>();
    private static Judge judge;

    @BeforeAll
    static void start() throws IOException {
        judge = new Judge(BookCopy.installation());
        if (TIMES > 1) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                BURNERS.add(Thread.ofPlatform().daemon().start(BookKeepsItsWordTest::burn));
            }
        }
    }

    private static void burn() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        BURNERS.forEach(Thread::interrupt);
        judge.close();
    }

    @TestFactory
    Stream<DynamicTest> startsFailAndAnswersDoAsNamed() {
        return IntStream.rangeClosed(1, TIMES)
                .boxed()
                .flatMap(round -> BOOK.katas().stream().map(kata -> check(kata, round)));
    }

    private static DynamicTest check(Kata kata, int round) {
        return dynamicTest(
                round == 1 ? kata.id() : kata.id() + ", round " + round,
                () -> assertThat(KataCheck.of(kata, judge).complaints()).isEmpty());
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
