package cancelsafe.workbook.screen;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class RowsTest {
    private final Book book = BookCopy.original();

    @Test
    void theBarHasAPlaceForEveryKata() {
        String first = book.katas().get(0).id();
        String bar = Bar.of(book, Map.of(first, State.SOLVED), book.katas().get(1), 80).toString();
        assertThat(bar).startsWith(" =").contains(">").contains("-");
        assertThat(bar.chars().filter(c -> c == '>').count()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 200})
    void theBarIsNeverWiderThanTheScreen(int width) {
        assertThat(Bar.of(book, Map.of(), book.katas().getFirst(), width).columnLength())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void aDifferenceKeepsWhatBothHave() {
        assertThat(
                        Difference.rows(
                                        List.of("a", "take", "approve", "give", "z"),
                                        List.of("a", "approve", "take", "give", "z"))
                                .stream()
                                .map(AttributedString::toString))
                .containsExactly("   a", " - take", "   approve", " + take", "   give", "   z");
    }

    @Test
    void aDifferenceLeavesOutImportsAndWhatIsFarFromIt() {
        List<String> from = List.of("import a.B;", "1", "2", "3", "4", "5", "6");
        List<String> to = List.of("import a.C;", "1", "2", "3", "4", "5", "six");
        assertThat(Difference.rows(from, to).stream().map(AttributedString::toString))
                .containsExactly("   ...", "   4", "   5", " - 6", " + six");
    }

    @Test
    void equalTextsDifferNowhere() {
        assertThat(Difference.rows(List.of("a", "b"), List.of("a", "b")))
                .noneMatch(row -> row.toString().matches(" [-+].*"));
    }

    @Test
    void aTabTakesTheRoomThatItsRowCounts() {
        assertThat(Ink.PLAIN.of("\tat Kata.run").columnLength())
                .isEqualTo("    at Kata.run".length());
    }

    @Test
    void whatTheCompilerSaysFitsTheScreen() {
        String message = "the test needs the class Application, but this file does not declare it";
        Problem problem = new Problem("Application.java", 0, 0, message + "\n  symbol:   x");
        Verdict verdict =
                new Verdict(
                        "Application",
                        "Application.java",
                        Verdict.Kind.DOES_NOT_COMPILE,
                        message,
                        List.of(problem),
                        List.of(),
                        null,
                        1,
                        "");
        assertThat(VerdictText.of(verdict, book.katas().getFirst(), List.of(), 40, false, "m"))
                .allMatch(row -> row.columnLength() <= 40)
                .anyMatch(row -> row.toString().endsWith("declare it"))
                .anyMatch(row -> row.toString().endsWith("  symbol:   x"));
    }

    @Test
    void theFailureThatHasARunIsToldFirst() throws IOException {
        Path recorded =
                BookCopy.ROOT.resolve("chapters/02-cancel-safety/stories/TornTransfer/start.json");
        Story story = StoryJson.read(Files.readString(recorded));
        Verdict verdict =
                new Verdict(
                        "TornTransfer",
                        "TornTransfer.java",
                        Verdict.Kind.FAILED,
                        "",
                        List.of(),
                        List.of(
                                new TestVerdict("aValueIsWrong", false, "Expecting 1", null),
                                new TestVerdict("noMoneyIsLost", false, "", story)),
                        null,
                        1,
                        "");
        List<String> rows =
                VerdictText.of(verdict, kata("TornTransfer"), List.of(), 80, false, "m").stream()
                        .map(AttributedString::toString)
                        .toList();
        assertThat(rows.getFirst()).startsWith(" x no money is lost");
        assertThat(rows)
                .anyMatch(row -> row.startsWith(" x a value is wrong"))
                .contains("   m shows how the other test failed")
                .noneMatch(row -> row.contains("Expecting 1"));
    }

    private Kata kata(String id) {
        return book.katas().stream().filter(k -> k.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aFullDiskIsCalledThat() {
        IOException full = new IOException("No space left on device");
        assertThat(Sentence.of(new UncheckedIOException(full))).startsWith("The disk is full.");
        assertThat(Sentence.of(new FileSystemException("f", null, full.getMessage())))
                .startsWith("The disk is full.");
    }
}
