package cancelsafe.workbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A reader who goes through the whole book with the real {@code ./kata}. Runs when the workbook is
 * packed, with {@code -Pwhole-book}: from there it starts.
 */
@Timeout(1_200)
class WholeBookTest {
    @TempDir Path folder;

    @Test
    void everyKataIsSolvedFromStartToGreenWithMistakesFirst() throws Exception {
        Book book = BookCopy.in(folder);
        try (Tmux terminal = Tmux.run(folder.resolve("tmux"), command())) {
            int solved = 0;
            for (Kata kata : book.katas()) {
                terminal.when(s -> isJudged(s, kata) && !s.contains("s compare"));
                terminal.press("h");
                terminal.whenItShows("Hint 1:");
                save(kata, kata.wrongAnswer(kata.wrong().keySet().iterator().next()));
                terminal.when(s -> isJudged(s, kata) && !s.contains("s compare"));
                save(kata, kata.rightAnswer(kata.right().keySet().iterator().next()));
                String count = ++solved + " of " + book.katas().size();
                terminal.when(s -> isJudged(s, kata) && s.contains(count));
                assertThat(terminal.whenItShows("s compare")).doesNotContain(" x ");
                terminal.press("n");
            }
            terminal.whenItShows("This is the last kata.");
            terminal.press("q");
            terminal.whenItShows("it ended with 0");
        }
        assertThat(Progress.of(book).states()).doesNotContainValue(State.FAILING);
        assertThat(Progress.of(book).solved()).isEqualTo(book.katas().size());
    }

    private static boolean isJudged(String screen, Kata kata) {
        String header = screen.lines().findFirst().orElse("");
        return header.contains(" " + kata.number() + " ") && header.endsWith(" ms");
    }

    private String command() {
        return ("CANCELSAFE_BUILT=yes JDK_JAVA_OPTIONS=-Dcancelsafe.limit.seconds=150"
                        + " CANCELSAFE_BOOK='%s' '%s';"
                        + " echo it ended with $?; cat")
                .formatted(folder, BookCopy.ROOT.resolve("kata"));
    }

    private static void save(Kata kata, Path answer) throws Exception {
        Files.copy(answer, kata.exercise(), StandardCopyOption.REPLACE_EXISTING);
    }
}
