package cancelsafe.workbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.Main;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A reader at work: keys are pressed, files are saved, the screen is read. */
@Timeout(180)
class WatchInTerminalTest {
    @TempDir Path folder;
    private Book book;
    private Kata counting;
    private Kata torn;
    private Tmux terminal;

    @BeforeEach
    void start() throws Exception {
        book = BookCopy.in(folder);
        counting = book.kata("CountingWorker").orElseThrow();
        torn = book.kata("TornTransfer").orElseThrow();
        Progress.of(book).choose(counting);
        terminal = Tmux.run(folder.resolve("tmux"), command());
    }

    @AfterEach
    void stop() throws Exception {
        List<ProcessHandle> watches = watches();
        terminal.close();
        watches.forEach(w -> w.onExit().join());
    }

    private String command() {
        return String.join(
                " ",
                "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
                "-XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcancelsafe.root='" + folder + "'",
                "-Dcancelsafe.built='" + System.getProperty("cancelsafe.built") + "'",
                "-cp '" + System.getProperty("java.class.path") + "'",
                Main.class.getName() + "; echo it ended with $?; cat");
    }

    private static void save(Kata kata, Path answer) throws IOException {
        Files.copy(answer, kata.exercise(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aReaderSolvesTwoKatasAndMakesMistakesFirst() throws Exception {
        terminal.whenItShows("x theWorkerLooksAtItsToken");

        save(counting, counting.wrongAnswer("says-finished"));
        terminal.whenItShows("This behaves like says-finished");

        Files.writeString(counting.exercise(), "package flagtokens; class CountingWorker { int; }");
        terminal.whenItShows("CountingWorker.java:1:");
        assertThat(terminal.screen()).contains("^");

        terminal.press("h");
        terminal.whenItShows("Hint 1:");

        save(counting, counting.solution());
        String solved = terminal.whenItShows("n next: ");
        assertThat(solved).contains("1 of " + book.katas().size()).contains("s compare");

        save(torn, torn.wrongAnswer("gives-before-it-takes"));
        String broken = terminal.whenItShows("This behaves like gives-before-it-takes");
        assertThat(broken)
                .contains("2.2 TornTransfer")
                .contains("InterruptedException came here")
                .contains("never reached")
                .contains("broken: a + b = 100");

        save(torn, torn.rightAnswer("plans-first"));
        terminal.whenItShows("2 of " + book.katas().size());

        terminal.press("q");
        terminal.whenItShows("it ended with 0");
        assertThat(Progress.of(book).of(torn)).isEqualTo(State.SOLVED);
        assertThat(Progress.of(book).of(counting)).isEqualTo(State.SOLVED);
    }

    @Test
    void aSaveDuringAnEndlessRunCancelsIt() throws Exception {
        terminal.whenItShows("x theWorkerLooksAtItsToken");
        String source = Files.readString(counting.start());
        Files.writeString(
                counting.exercise(),
                source.replace("int iterations = 0;", "int iterations = 0; while (limit > 0) {}"));
        terminal.when(s -> s.contains("judging"));
        save(counting, counting.solution());
        terminal.whenItShows("n next: ");
    }

    @Test
    void theWatchOutlivesWhatAnAnswerDoes() throws Exception {
        terminal.whenItShows("x theWorkerLooksAtItsToken");
        String source = Files.readString(counting.start());
        Files.writeString(
                counting.exercise(),
                source.replace("int iterations = 0;", "int iterations = 0; System.exit(1);"));
        terminal.whenItShows("System.exit");
        Files.writeString(counting.exercise(), "");
        terminal.whenItShows("this file is empty");
        Files.delete(counting.exercise());
        terminal.whenItShows("there is no such file");
        terminal.press("r");
        terminal.whenItShows("Press r again");
        terminal.press("r");
        terminal.whenItShows("x theWorkerLooksAtItsToken");
        assertThat(counting.exercise()).hasSameBinaryContentAs(counting.start());
    }

    @Test
    void theScreenFollowsTheSizeOfTheTerminal() throws Exception {
        terminal.whenItShows("x theWorkerLooksAtItsToken");
        terminal.resize(60, 14);
        String small = terminal.when(s -> s.lines().count() <= 14 && s.contains("down for more"));
        assertThat(small.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(60));
        terminal.resize(120, 40);
        terminal.when(s -> s.contains("cancelledInsideAStep") && !s.contains("down for more"));
    }

    @Test
    void noProcessIsLeftBehind() throws Exception {
        terminal.whenItShows("x theWorkerLooksAtItsToken");
        List<ProcessHandle> workers = watches().getFirst().children().toList();
        assertThat(workers).isNotEmpty();
        terminal.press("q");
        terminal.whenItShows("it ended with 0");
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
    }

    /** The watch of this test, if it runs. */
    private List<ProcessHandle> watches() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().command().orElse("").endsWith("/java"))
                .filter(p -> p.info().commandLine().orElse("").contains("root=" + folder))
                .toList();
    }
}
