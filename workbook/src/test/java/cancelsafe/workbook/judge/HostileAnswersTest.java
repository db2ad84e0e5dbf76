package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Answers that mean to pass without being right: {@code src/test/resources/hostile}, where {@code
 * expected.tsv} says what is to be said of each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAnswersTest {
    private static final Path CASES = Path.of("src/test/resources/hostile");

    private Judge judge;

    @BeforeAll
    void start() throws IOException {
        judge = new Judge(BookCopy.installation());
    }

    @AfterAll
    void stop() {
        judge.close();
    }

    @TestFactory
    Stream<DynamicTest> hostileAnswersAreJudgedAsExpected() throws IOException {
        return Files.readAllLines(CASES.resolve("expected.tsv")).stream()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .map(cells -> dynamicTest(cells[0], () -> judge(cells)));
    }

    private void judge(String[] cells) throws IOException, InterruptedException {
        Kata kata = BookCopy.original().kata(cells[1]).orElseThrow();
        Path file = CASES.resolve(cells[0] + ".java");
        Verdict verdict = judge.judgePlainly(new Answer(kata, file));
        assertThat(verdict.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(cells[2]);
        assertThat(verdict.message()).contains(cells[3]);
    }
}
