package cancelsafe.workbook.command;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ReviewCommandTest {
    private static final Clock MONDAY =
            Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;
    private Book book;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void copy() throws IOException {
        book = BookCopy.in(folder);
    }

    private Desk desk(boolean isTerminal) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Desk(book.root(), print, 80, isTerminal, false);
    }

    /** A review on a day, in which these keys are pressed, and then q. */
    private String review(Clock day, List<ReviewKey> keys, String... arguments) throws IOException {
        out.reset();
        ReviewCommand command = new ReviewCommand(desk(true), day);
        new CommandLine(command).parseArgs(arguments);
        Queue<ReviewKey> pressed = new ArrayDeque<>(keys);
        command.review(book, () -> Objects.requireNonNullElse(pressed.poll(), ReviewKey.QUIT));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The keys that answer ten questions. */
    private static List<ReviewKey> ten(IntFunction<ReviewKey> answer) {
        return IntStream.range(0, 10)
                .boxed()
                .flatMap(n -> Stream.of(ReviewKey.OTHER, answer.apply(n)))
                .toList();
    }

    @Test
    void aNewReaderLearnsWhereToBegin() throws IOException {
        String said = review(MONDAY, ten(n -> n < 3 ? ReviewKey.YES : ReviewKey.NO));
        assertThat(said)
                .contains("1 of 10", "10 of 10", "You knew 3 of 10.")
                .contains("Questions that are due: 7 tomorrow; 3 on Thursday, 3 December.")
                .contains("Begin with Chapter 2, ", ": ./kata 2.1");
    }

    @Test
    void anAnswerIsShownAfterAKey() throws IOException {
        String asked = review(MONDAY, List.of());
        assertThat(asked).contains("1 of 10", "press any key").doesNotContain("It prints");
        assertThat(review(MONDAY, List.of(ReviewKey.OTHER)))
                .contains("It prints", "Did you know it?");
    }

    @Test
    void whatWasAnsweredBeforeTheReaderQuitsIsKept() throws IOException {
        String said = review(MONDAY, List.of(ReviewKey.OTHER, ReviewKey.OTHER, ReviewKey.NO));
        assertThat(said)
                .contains("No. The question will be asked again tomorrow.")
                .contains("Questions that are due: 1 tomorrow.")
                .doesNotContain("Begin with");
        assertThat(review(MONDAY, List.of())).contains("1 of 9");
    }

    @Test
    void laterReviewsAskWhatIsDue() throws IOException {
        review(MONDAY, ten(_ -> ReviewKey.NO));
        Clock tuesday = Clock.offset(MONDAY, Duration.ofDays(1));
        String said = review(tuesday, ten(_ -> ReviewKey.YES));
        assertThat(said)
                .contains("You knew 10 of 10.")
                .contains("Questions that are due: 10 on Friday, 4 December.")
                .doesNotContain("Begin with");
    }

    @Test
    void aChapterAsksOnlyItsOwnQuestions() throws IOException {
        assertThat(review(MONDAY, List.of(ReviewKey.OTHER, ReviewKey.YES), "--chapter", "5"))
                .contains(" Chapter 5, ")
                .doesNotContain(" Chapter 1, ");
    }

    @Test
    void aReaderWithASolvedKataIsOfferedOneLevel() throws IOException {
        Kata torn = book.kata("TornTransfer").orElseThrow();
        Progress.of(book).note(torn, State.SOLVED);
        assertThat(review(MONDAY, List.of()))
                .contains("A level to play")
                .containsOnlyOnce("/adversary/TornTransfer.html#");
    }

    @Test
    void withoutATerminalItSaysWhatToDo() {
        int code = KataCommand.line(desk(false)).execute("review");
        assertThat(code).isEqualTo(Exit.WRONG_CALL);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "A review reads your key presses: run ./kata review in a terminal.");
    }
}
