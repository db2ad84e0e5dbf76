package cancelsafe.workbook.command;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import javax.tools.ToolProvider;

class KataCommandTest {
    private static final String HOW_IT_WENT = "how it went, in lines of BudgetToken.java";
    @TempDir Path folder;
    private Book book;
    private Kata torn;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        book = BookCopy.in(folder);
        torn = book.kata("TornTransfer").orElseThrow();
    }

    private int kata(String... args) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        CommandLine line = KataCommand.line(new Desk(book.root(), print, 80, false, false));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new JsonMapper().readTree(printed());
    }

    @Test
    void testSaysInItsExitCodeWhetherAllPass() throws IOException {
        assertThat(kata("test", "2.2")).isEqualTo(Exit.FAILED);
        Files.copy(
                torn.solution(),
                torn.exercise(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(kata("test", "TornTransfer")).isEqualTo(Exit.RIGHT);
        assertThat(kata("test", "2.2", "1.3")).isEqualTo(Exit.FAILED);
    }

    @Test
    void aVerdictAsJsonHasTheFieldsThatOthersRelyOn() throws IOException {
        assertThat(kata("judge", "2.2", torn.start().toString(), "--json")).isEqualTo(Exit.FAILED);
        JsonNode verdict = json();
        assertThat(verdict.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "kata",
                        "answer",
                        "verdict",
                        "message",
                        "problems",
                        "tests",
                        "resembles",
                        "millis");
        assertThat(verdict.get("verdict").asText()).isEqualTo("failed");
        assertThat(verdict.get("tests").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "passed", "message", "story");
        assertThat(verdict.get("tests").get(0).get("story").get("schema").asInt()).isEqualTo(3);
    }

    @Test
    void judgeAndTestGiveTheSameVerdict() throws IOException {
        Path file = folder.resolve("whatever.java");
        Files.copy(torn.wrongAnswer("locks-it"), file);
        kata("judge", "TornTransfer", file.toString(), "--json");
        JsonNode judged = json();
        out.reset();
        Files.copy(file, torn.exercise(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        kata("test", "TornTransfer", "--json");
        JsonNode tested = json().get(0);
        for (String field : new String[] {"verdict", "message", "tests", "resembles"}) {
            assertThat(tested.get(field)).as(field).isEqualTo(judged.get(field));
        }
    }

    @Test
    void aWorkerUserWhoDoesNotExistIsASentence() {
        String file = torn.solution().toString();
        assertThat(kata("judge", "2.2", file, "--worker-user", "no-such-user"))
                .isEqualTo(Exit.MACHINE_LACKS);
        assertThat(err.toString()).contains("no-such-user").doesNotContain("Exception");
        assertThat(printed()).isEmpty();
    }

    @Test
    void judgeLeavesTheExerciseAlone() throws IOException {
        Files.writeString(torn.exercise(), "mine");
        kata("judge", "2.2", torn.solution().toString());
        assertThat(torn.exercise()).hasContent("mine");
    }

    @Test
    void listTellsHowFarTheReaderIs() throws IOException {
        kata("test", "2.2", "--json");
        out.reset();
        assertThat(kata("list", "--json")).isEqualTo(Exit.RIGHT);
        JsonNode row = json().get(book.katas().indexOf(torn));
        assertThat(row.get("id").asText()).isEqualTo("TornTransfer");
        assertThat(row.get("state").asText()).isEqualTo("failing");
        assertThat(row.get("kind").asText()).isEqualTo("fix");
    }

    @Test
    void anUnknownKataIsMetWithTheNearest() {
        assertThat(kata("test", "TornTransfr")).isEqualTo(Exit.WRONG_CALL);
        assertThat(err)
                .asString()
                .contains("There is no kata TornTransfr. Did you mean TornTransfer?");
    }

    @Test
    void mutateMeetsAnUnknownKataAsOthersDo() {
        assertThat(kata("mutate", "TornTransfr")).isEqualTo(Exit.WRONG_CALL);
        assertThat(err)
                .asString()
                .contains("There is no kata TornTransfr. Did you mean TornTransfer?");
    }

    @Test
    void aKataMayBeNamedWithoutACommand() throws IOException {
        Files.copy(
                torn.solution(),
                torn.exercise(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(kata("2.2")).isEqualTo(Exit.RIGHT);
        assertThat(out).asString().contains("2.2 TornTransfer");
        assertThat(kata("TornTransfr")).isEqualTo(Exit.WRONG_CALL);
        assertThat(err).asString().contains("Did you mean TornTransfer?");
    }

    @Test
    void anUnknownCommandAndAMissingFileAreWrongCalls() {
        assertThat(kata("jugde")).isEqualTo(Exit.WRONG_CALL);
        assertThat(err).asString().contains("'jugde'").contains("kata judge");
        assertThat(kata("judge", "2.2", "nowhere.java")).isEqualTo(Exit.WRONG_CALL);
        assertThat(kata("serve", "--port", "99999")).isEqualTo(Exit.WRONG_CALL);
        assertThat(kata("test", "2.2", "--all")).isEqualTo(Exit.WRONG_CALL);
    }

    @Test
    void theSolutionIsShownToWhoHasSolvedIt() throws IOException {
        assertThat(kata("solution", "2.2")).isEqualTo(Exit.FAILED);
        Files.copy(
                torn.solution(),
                torn.exercise(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        kata("test", "2.2");
        out.reset();
        assertThat(kata("solution", "2.2")).isEqualTo(Exit.RIGHT);
        assertThat(printed()).contains("The reference").contains("compensates");
    }

    @Test
    void resultsAreWrittenForContinuousIntegration() {
        Path xml = folder.resolve("results/katas.xml");
        kata("test", "2.2", "--junit-xml", xml.toString());
        assertThat(xml)
                .content()
                .contains("<testsuite name=\"TornTransfer\" tests=\"14\" failures=\"9\"")
                .contains("<testcase classname=\"TornTransfer\" name=\"noMoneyIsLost\"><failure");
    }

    @Test
    void pristineNamesAnExerciseThatIsNotItsStart() throws IOException {
        assertThat(kata("check", "--pristine")).isEqualTo(Exit.RIGHT);
        Files.writeString(torn.exercise(), "mine");
        assertThat(kata("check", "--pristine")).isEqualTo(Exit.FAILED);
        assertThat(printed()).contains("the exercise differs from its starting class");
    }

    @Test
    void withoutATerminalWatchModeGivesOneVerdict() {
        assertThat(kata()).isEqualTo(Exit.FAILED);
        assertThat(printed()).contains(book.katas().getFirst().id());
    }

    @Test
    void pointsAreFoundInAnySource() throws IOException {
        assertThat(kata("points", torn.start().toString())).isEqualTo(Exit.RIGHT);
        assertThat(printed())
                .contains("TornTransfer.java:29")
                .contains("Auditor.approve")
                .contains("2 cancellation points, 0 loops without one");
        out.reset();
        Path deaf = folder.resolve("Deaf.java");
        Files.writeString(deaf, "class Deaf { void run(int n) {\nwhile (n > 0) n--; } }");
        kata("points", deaf.toString());
        assertThat(printed())
                .contains("Deaf.java:2")
                .contains("a loop without a cancellation point");
        assertThat(kata("points", folder.toString() + "/none.txt")).isEqualTo(Exit.WRONG_CALL);
    }

    @Test
    void pointsAreTheSameInASourceAClassAFolderAndAJar() throws IOException {
        Path source = folder.resolve("Mine.java");
        Files.writeString(
                source,
                """
                class Mine {
                    void run(java.util.concurrent.BlockingQueue<String> queue) throws Exception {
                        queue.take();
                        java.util.concurrent.Callable<String> later = queue::take;
                    }
                }
                """);
        Path classes = folder.resolve("classes");
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, "-d", classes.toString(), source.toString()))
                .isZero();
        Path jar = folder.resolve("mine.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("Mine.class"));
            Files.copy(classes.resolve("Mine.class"), out);
        }
        kata("points", source.toString());
        String ofSource = printed();
        assertThat(ofSource)
                .contains("Mine.java:3")
                .contains("BlockingQueue.take")
                .contains("BlockingQueue::take")
                .contains("2 cancellation points, 0 loops without one");
        for (Path each : List.of(classes.resolve("Mine.class"), classes, jar)) {
            out.reset();
            assertThat(kata("points", each.toString())).isEqualTo(Exit.RIGHT);
            assertThat(printed()).as("%s", each).isEqualTo(ofSource);
        }
    }

    @Test
    void pointsOfWhatIsNoCodeAreAWrongCall() throws IOException {
        Path text = Files.writeString(folder.resolve("Text.class"), "text");
        assertThat(kata("points", text.toString())).isEqualTo(Exit.WRONG_CALL);
        assertThat(err)
                .asString()
                .contains("Text.class is not a class file that this JDK can read");
        Path jar = Files.writeString(folder.resolve("text.jar"), "text");
        assertThat(kata("points", jar.toString())).isEqualTo(Exit.WRONG_CALL);
        assertThat(err).asString().contains("text.jar is not a jar");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(kata("points", empty.toString())).isEqualTo(Exit.WRONG_CALL);
        assertThat(err).asString().contains("empty has no classes in it");
        Path broken =
                Files.writeString(folder.resolve("Broken.java"), "class Broken { int x = ; }");
        assertThat(kata("points", broken.toString())).isEqualTo(Exit.WRONG_CALL);
        assertThat(err)
                .asString()
                .contains("Broken.java does not compile on its own")
                .contains("illegal start of expression");
    }

    @Test
    void aDisputeHoldsTheAnswerAndItsVerdict() throws IOException {
        assertThat(kata("dispute", "2.2")).isEqualTo(Exit.RIGHT);
        try (ZipFile zip = new ZipFile(folder.resolve(".kata/dispute-TornTransfer.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("TornTransfer.java", "verdict.json", "versions.txt");
        }
    }

    @Test
    void theStoryOfOnePointIsTold() {
        assertThat(kata("story", "2.2", "--point", "1")).isEqualTo(Exit.RIGHT);
        assertThat(printed()).contains("noMoneyIsLost  cancelled at point 1, line 29");
        assertThat(kata("story", "2.2", "--point", "77")).isEqualTo(Exit.FAILED);
    }

    @Test
    void everyFailingTestOfAFileIsShownIfThatIsAskedFor() {
        String start = book.kata("BudgetToken").orElseThrow().start().toString();
        assertThat(kata("judge", "1.4", start)).isEqualTo(Exit.FAILED);
        assertThat(printed()).containsOnlyOnce(HOW_IT_WENT).contains("./kata judge --full shows");
        assertThat(kata("judge", "1.4", start, "--full")).isEqualTo(Exit.FAILED);
        assertThat(printed().split(HOW_IT_WENT)).hasSizeGreaterThan(3);
        assertThat(printed()).containsOnlyOnce("--full shows how");
    }

    @Test
    void everyFailingTestOfTheReaderIsShownIfThatIsAskedFor() {
        assertThat(kata("test", "1.4")).isEqualTo(Exit.FAILED);
        assertThat(printed())
                .containsOnlyOnce(HOW_IT_WENT)
                .contains("./kata test 1.4 --full shows how the other");
        assertThat(kata("test", "1.4", "--full")).isEqualTo(Exit.FAILED);
        assertThat(printed().split(HOW_IT_WENT)).hasSizeGreaterThan(3);
    }

    @Test
    void theStoryOfAnInterleavingIsTold() {
        assertThat(kata("story", "1.2")).isEqualTo(Exit.RIGHT);
        assertThat(printed()).contains(" x ", "another interleaving");
    }

    @Test
    void aCourseGetsATableOfAllKatas() {
        Path page = folder.resolve("page.md");
        kata("test", "2.2", "--summary", page.toString());
        assertThat(page)
                .content()
                .contains("## 0 of 1 katas solved")
                .contains("| 2.2 TornTransfer | open | `noMoneyIsLost`");
    }

    @Test
    void everyShellCanCompleteTheWords() {
        assertThat(kata("completion", "bash")).isEqualTo(Exit.RIGHT);
        assertThat(printed()).contains("_complete_kata").contains("TornTransfer");
        out.reset();
        kata("completion", "fish");
        assertThat(printed())
                .contains("complete -c kata -n __fish_use_subcommand -a hint -d")
                .contains("'__fish_seen_subcommand_from hint' -a 'StopFlag ")
                .doesNotContain("rehearse");
        assertThat(kata("completion", "tcsh")).isEqualTo(Exit.WRONG_CALL);
    }

    @Test
    void everyCommandHasItsHelp() {
        CommandLine line = KataCommand.line(new Desk(book.root(), System.out, 80, false, false));
        assertThat(line.getSubcommands().keySet())
                .allSatisfy(word -> assertThat(kata(word, "--help")).isZero());
    }
}
