package cancelsafe.workbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import static java.net.http.HttpResponse.BodyHandlers.ofLines;
import static java.net.http.HttpResponse.BodyHandlers.ofString;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A reader at work: keys are pressed, files are saved, the screen is read. */
@Timeout(400)
class WatchInTerminalTest {
    private static final Pattern ADDRESS =
            Pattern.compile("(http://localhost:\\d+)/kata/\\w+\\.html#key=([\\w-]{16})");

    private static final Pattern VERSION = Pattern.compile("\"version\":\"(\\w+)\"");

    @TempDir Path folder;
    private Book book;
    private Kata counting;
    private Kata torn;
    private Path temporary;
    private Tmux terminal;

    @BeforeEach
    void start() throws Exception {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        book = BookCopy.in(folder);
        counting = book.kata("CountingWorker").orElseThrow();
        torn = book.kata("TornTransfer").orElseThrow();
        Progress.of(book).choose(counting);
        terminal = Tmux.run(folder.resolve("tmux"), WatchCommand.in(folder, temporary));
    }

    @AfterEach
    void stop() throws Exception {
        List<ProcessHandle> watches = watches();
        terminal.close();
        watches.forEach(w -> w.onExit().join());
    }

    private static void save(Kata kata, Path answer) throws IOException {
        Files.copy(answer, kata.exercise(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aReaderSolvesTwoKatasAndMakesMistakesFirst() throws Exception {
        terminal.whenItShows("x the worker checks its token");

        save(counting, counting.wrongAnswer("says-finished"));
        terminal.whenItShows("This behaves like says-finished");

        Files.writeString(counting.exercise(), "package flagtokens; class CountingWorker { int; }");
        terminal.whenItShows("CountingWorker.java:1:");
        assertThat(terminal.screen()).contains("^");

        terminal.press("h");
        terminal.whenItShows("Hint 1:");

        save(counting, counting.solution());
        String solved = terminal.whenItShows("n next: ");
        assertThat(solved)
                .contains("1 of " + book.katas().size())
                .contains("s compare")
                .doesNotContain("Hint 1:");

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
    void anOpenPageHearsTheVerdictsOfTheWatchAndCanAskForOne() throws Exception {
        terminal.resize(110, 24);
        terminal.whenItShows("x the worker checks its token");
        terminal.press("w");
        String address = terminal.when(s -> ADDRESS.matcher(s).find() || press("w"));
        Matcher found = ADDRESS.matcher(address);
        assertThat(found.find()).isTrue();
        URI live = URI.create(found.group(1) + "/live/");
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> events =
                        client.send(ask(live, "events", found.group(2), "{}"), ofLines()).body()) {
            Iterator<String> lines = events.iterator();
            assertThat(next(lines, "verdict")).contains("\"kind\":\"failed\"");
            save(counting, counting.solution());
            String verdict = next(lines, "verdict");
            while (verdict.contains("\"kind\":\"failed\"")) { // what an incomplete save led to
                verdict = next(lines, "verdict");
            }
            assertThat(verdict).contains("\"kind\":\"passed\"");
            assertThat(next(lines, "progress")).contains("\"CountingWorker\":\"solved\"");

            String text = Files.readString(counting.start());
            String version = VERSION.matcher(verdict).results().findFirst().orElseThrow().group(1);
            String edited =
                    new JsonMapper()
                            .writeValueAsString(
                                    Map.of(
                                            "kata", "CountingWorker",
                                            "text", text,
                                            "version", version));
            client.send(ask(live, "judge", found.group(2), edited), ofString());
            assertThat(next(lines, "verdict")).contains("\"kind\":\"failed\"");
            terminal.whenItShows("x the worker checks its token");
        }
    }

    /** The pages may still be being built, and then the key must be pressed again. */
    private boolean press(String key) {
        try {
            terminal.press(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static HttpRequest ask(URI live, String name, String key, String body) {
        return HttpRequest.newBuilder(live.resolve(name))
                .header("X-Kata-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String next(Iterator<String> lines, String name) {
        String line = lines.next();
        while (!line.startsWith("{\"" + name + "\"")) {
            line = lines.next();
        }
        return line;
    }

    private String endless() throws IOException {
        return Files.readString(counting.start())
                .replace("int iterations = 0;", "int iterations = 0; while (limit > 0) {}");
    }

    @Test
    void aSaveDuringAnEndlessRunCancelsIt() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        Files.writeString(counting.exercise(), endless());
        terminal.when(s -> s.contains("judging"));
        save(counting, counting.solution());
        terminal.whenItShows("n next: ");
    }

    @Test
    void theWatchOutlivesWhatAnAnswerDoes() throws Exception {
        terminal.whenItShows("x the worker checks its token");
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
        terminal.whenItShows("x the worker checks its token");
        assertThat(counting.exercise()).hasSameBinaryContentAs(counting.start());
    }

    @Test
    void theScreenFollowsTheSizeOfTheTerminal() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        terminal.resize(60, 14);
        String small = terminal.when(s -> s.lines().count() <= 14 && s.contains("down for more"));
        assertThat(small.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(60));
        terminal.resize(120, 40);
        terminal.when(
                s ->
                        s.contains("a worker cancelled inside a step")
                                && !s.contains("down for more"));
    }

    @Test
    void quittingLeavesNothingBehind() throws Exception {
        leavesNothing(() -> terminal.press("q"), 0);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 0", "HUP, 129"})
    void aSignalLeavesNothingBehind(String signal, int code) throws Exception {
        leavesNothing(() -> send(signal, watches().getFirst()), code);
    }

    /** What ends a watch. */
    @FunctionalInterface
    private interface End {
        void come() throws Exception;
    }

    private void leavesNothing(End end, int code) throws Exception {
        terminal.whenItShows("x the worker checks its token");
        List<ProcessHandle> workers = watches().getFirst().children().toList();
        assertThat(workers).isNotEmpty();
        end.come();
        terminal.whenItShows("it ended with " + code);
        String after = terminal.when(s -> s.contains("icanon"));
        assertThat(after).contains(" icanon").contains(" echo ").doesNotContain("-icanon");
        assertThat(terminal.isUsual()).isTrue();
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
        assertThat(temporary).isEmptyDirectory();
        assertThat(folder.resolve(".kata")).isDirectoryNotContaining("glob:**.tmp");
    }

    private static void send(String signal, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
    }

    @Test
    void aWatchThatIsKilledTakesItsWorkerAlong() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        ProcessHandle watch = watches().getFirst();
        List<ProcessHandle> workers = watch.children().toList();
        Files.writeString(counting.exercise(), endless());
        terminal.when(s -> s.contains("judging"));
        watch.destroyForcibly();
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
    }

    @Test
    void aTerminalThatIsClosedEndsTheWatch() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        ProcessHandle watch = watches().getFirst();
        List<ProcessHandle> workers = watch.children().toList();
        terminal.close();
        terminal = Tmux.run(folder.resolve("another"), "cat"); // for what follows the test
        watch.onExit().join();
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theExercisesMayVanishAndComeBack() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        Path exercises = folder.resolve("exercises");
        Files.move(exercises, folder.resolve("elsewhere"));
        terminal.whenItShows("there is no such file");
        Files.move(folder.resolve("elsewhere"), exercises);
        terminal.whenItShows("x the worker checks its token");
    }

    @Test
    void aReaderComparesWithTheReferenceAndGoesOn() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        terminal.press("s");
        terminal.whenItShows("Press s again");
        save(counting, counting.rightAnswer(counting.right().keySet().iterator().next()));
        terminal.whenItShows("s compare");
        terminal.press("s");
        terminal.whenItShows("From yours (-) to the reference (+)");
        terminal.press("s");
        terminal.whenItShows("v the worker checks its token");
        terminal.press("b");
        terminal.whenItShows("1 of ");
        terminal.press("j");
        terminal.whenItShows("2 of ");
        terminal.press("b");
        terminal.press("n");
        terminal.when(s -> s.contains(" 1.4 ") && !s.contains("judging"));
        terminal.press("l");
        terminal.whenItShows("> 1.4");
        terminal.press("j");
        terminal.whenItShows("> 1.5");
        terminal.press("\r");
        terminal.when(s -> s.contains(" 1.5 FanOut") && s.contains("h hint"));
    }

    @Test
    void hintsStayKnownWhereASaveFoldsThemAway() throws Exception {
        terminal.whenItShows("x the worker checks its token");
        terminal.press("hh");
        terminal.whenItShows("Hint 2:");
        save(counting, counting.wrongAnswer("says-finished"));
        assertThat(terminal.whenItShows("h hint again")).doesNotContain("Hint 1:");
        terminal.press("h");
        assertThat(terminal.whenItShows("Hint 2:")).contains("h hint (3 of 3)");
    }

    /** The watch of this test, if it runs. */
    private List<ProcessHandle> watches() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().command().orElse("").endsWith("/java"))
                .filter(p -> p.info().commandLine().orElse("").contains("root=" + folder))
                .toList();
    }
}
