package cancelsafe.workbook.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.Eventually;
import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.program.ProgramEvent.Kind;
import cancelsafe.workbook.snippet.JBang;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

@Timeout(300)
class ProgramsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir Path folder;

    private Programs programs;

    @BeforeEach
    void noProgramRuns() throws IOException {
        programs = programs(limits(LONG));
    }

    @AfterEach
    void allEnd() {
        programs.close();
    }

    private static Limits limits(Duration time) {
        return new Limits(time, 10_000, 1_000, "64m", 32, 3, 1_000_000, 2);
    }

    private static Programs programs(Limits limits) throws IOException {
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        return new Programs(jbang, limits);
    }

    private Start begin(Programs in, String main) throws Exception {
        return in.start(
                folder.resolve("Shown.java"),
                "//JAVA 25\nvoid main() throws Exception {\n" + main + "\n}\n");
    }

    private ProgramRun start(Programs in, String main) throws Exception {
        return ((Start.Running) begin(in, main)).run();
    }

    private static ProgramEvent next(ProgramRun run) throws InterruptedException {
        return Objects.requireNonNull(run.next(LONG), "no event within two minutes");
    }

    private static List<ProgramEvent> untilTheEnd(ProgramRun run) throws InterruptedException {
        List<ProgramEvent> events = new ArrayList<>();
        do {
            events.add(next(run));
        } while (events.getLast().kind() != Kind.END);
        return events;
    }

    private static List<String> texts(List<ProgramEvent> events, Kind kind) {
        return events.stream().filter(e -> e.kind() == kind).map(ProgramEvent::text).toList();
    }

    @Test
    void theOutputOfAProgramComesLineByLine() throws Exception {
        ProgramRun run = start(programs, "IO.println(\"one\"); IO.println(\"two\");");
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.OUT)).containsExactly("one", "two");
        assertThat(texts(events, Kind.END)).containsExactly("ended");
    }

    @Test
    void aStopInterruptsTheMainThreadAndNamesItsLine() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        IO.println("ready");
                        try {
                          Thread.currentThread().join();
                        } catch (InterruptedException e) {
                          IO.println("told");
                        }
                        """);
        assertThat(next(run).text()).isEqualTo("ready");
        run.stop();
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE).getFirst())
                .contains("interrupted the main thread")
                .containsPattern("at line [345]");
        assertThat(texts(events, Kind.OUT)).containsExactly("told");
        assertThat(texts(events, Kind.END)).containsExactly("ended");
    }

    @Test
    void aSecondStopEndsAProgramThatIgnoresTheFirst() throws Exception {
        ProgramRun run =
                start(programs, "IO.println(\"ready\");\nwhile (true) Thread.onSpinWait();");
        assertThat(next(run).text()).isEqualTo("ready");
        run.stop();
        assertThat(next(run).text()).containsPattern("interrupted the main thread.* at line [34]");
        assertThat(next(run).text())
                .containsPattern("still running at line [34], and its interrupt status is set");
        run.stop();
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("Thread main is at line"));
        assertThat(texts(events, Kind.END)).containsExactly("ended with exit code 137");
    }

    @Test
    void aProgramThatRunsTooLongIsEnded() throws Exception {
        try (Programs brief = programs(limits(Duration.ofSeconds(1)))) {
            ProgramRun run = start(brief, "Thread.currentThread().join();");
            List<ProgramEvent> events = untilTheEnd(run);
            assertThat(texts(events, Kind.NOTE).getFirst()).contains("time limit of 1 s");
        }
    }

    @Test
    void aProgramThatPrintsTooMuchIsEnded() throws Exception {
        ProgramRun run = start(programs, "while (true) System.out.print(\"x\".repeat(1000));");
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("more than 10,000"));
        assertThat(events.stream().mapToInt(e -> e.text().length()).sum()).isLessThan(11_000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aChildProcessEndsWithItsProgram() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        "IO.println(new ProcessBuilder(\"sleep\", \"1000\").start().pid());");
        List<ProgramEvent> events = untilTheEnd(run);
        whenItHasEnded(Long.parseLong(texts(events, Kind.OUT).getFirst()));
    }

    @Test
    void aProgramThatPrintsTooManyLinesIsEnded() throws Exception {
        ProgramRun run = start(programs, "while (true) IO.println();");
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("more than 1,000 lines"));
        assertThat(texts(events, Kind.OUT)).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void aProgramThatIgnoresInterruptsIsEndedByTheTimeLimit() throws Exception {
        try (Programs brief = programs(limits(Duration.ofSeconds(1)))) {
            ProgramRun run =
                    start(
                            brief,
                            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true);"
                                    + " })); synchronized (System.err) { while (true)"
                                    + " Thread.interrupted(); }");
            run.stop();
            List<ProgramEvent> events = untilTheEnd(run);
            assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("time limit of 1 s"));
            assertThat(texts(events, Kind.END)).containsExactly("ended with exit code 137");
        }
    }

    @Test
    void aProgramThatFillsItsFolderIsEnded() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        try (var out = new java.io.FileOutputStream("full")) {
                          while (true) out.write(new byte[100_000]);
                        }
                        """);
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("wrote more than 1,000,000"));
    }

    @Test
    void aProgramWithTooManyThreadsIsEnded() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        while (true) {
                          Thread.ofPlatform().stackSize(1).start(java.util.concurrent.locks.LockSupport::park);
                          Thread.sleep(1);
                        }
                        """);
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("32 platform threads"));
        assertThat(texts(events, Kind.END)).containsExactly("ended with exit code 137");
    }

    @Test
    void aProgramMayHaveManyVirtualThreads() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        List<Thread> threads = new ArrayList<>();
                        for (int i = 0; i < 1_000; i++) {
                          threads.add(Thread.startVirtualThread(() -> {}));
                        }
                        for (Thread each : threads) each.join();
                        """);
        assertThat(texts(untilTheEnd(run), Kind.END)).containsExactly("ended");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramThatForksIsEndedWithAllItsProcesses() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        while (true) {
                          IO.println(new ProcessBuilder("sleep", "1000").start().pid());
                          Thread.sleep(20);
                        }
                        """);
        List<ProgramEvent> events = untilTheEnd(run);
        assertThat(texts(events, Kind.NOTE)).anyMatch(n -> n.contains("than 3 child processes"));
        for (String pid : texts(events, Kind.OUT)) {
            whenItHasEnded(Long.parseLong(pid));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessWhoseParentHasEndedEndsWithItsProgram() throws Exception {
        ProgramRun run =
                start(
                        programs,
                        """
                        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!")
                          .redirectOutput(ProcessBuilder.Redirect.INHERIT).start().waitFor();
                        """);
        List<ProgramEvent> events = untilTheEnd(run);
        whenItHasEnded(Long.parseLong(texts(events, Kind.OUT).getFirst()));
    }

    /**
     * A process that has ended may be known to the system until somebody asks for its exit code.
     */
    private static void whenItHasEnded(long pid) throws Exception {
        Eventually.is(
                () -> ProcessHandle.of(pid).flatMap(p -> p.info().command()),
                Optional::isEmpty,
                command -> "process %d still runs: %s".formatted(pid, command));
    }

    @Test
    void noMoreProgramsRunThanTheLimitAllows() throws Exception {
        start(programs, "Thread.currentThread().join();");
        ProgramRun second = start(programs, "Thread.currentThread().join();");
        assertThat(begin(programs, "")).as("a third program").isInstanceOf(Start.Full.class);
        second.close();
        assertThat(begin(programs, ""))
                .as("after the end of the second")
                .isInstanceOf(Start.Running.class);
    }

    @Test
    void aProgramThatDoesNotCompileIsNotStartedAndItsPlaceIsFree() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(begin(programs, "int x = \"\";"))
                    .isInstanceOfSatisfying(
                            Start.Rejected.class,
                            rejected -> {
                                Problem problem = rejected.problems().getFirst();
                                assertThat(problem.line()).isEqualTo(3);
                                assertThat(problem.column()).isEqualTo(9);
                                assertThat(problem.message()).contains("incompatible types");
                            });
        }
    }

    @Test
    void aProgramRunsInAnEmptyFolderOfItsOwn() throws Exception {
        String list = "IO.println(java.util.Arrays.toString(new java.io.File(\".\").list()));";
        assertThat(texts(untilTheEnd(start(programs, list)), Kind.OUT)).containsExactly("[]");
    }

    @Test
    void optionsAndOtherSourcesOfItsHeaderCount() throws Exception {
        Files.writeString(folder.resolve("Other.java"), "class Other { static int TWO = 2; }");
        String text =
                """
                //JAVA 25
                //PREVIEW
                //SOURCES Other.java
                //RUNTIME_OPTIONS -Xmx2g -Dgreeting=hello
                void main() {
                  IO.println(System.getProperty("greeting") + Other.TWO);
                  IO.println(Runtime.getRuntime().maxMemory() <= 64L << 20);
                }
                """;
        Start start = programs.start(folder.resolve("Shown.java"), text);
        assertThat(texts(untilTheEnd(((Start.Running) start).run()), Kind.OUT))
                .containsExactly("hello2", "true");
    }

    @Test
    void theLibrariesOfAProgramAreOnItsClassPath() throws Exception {
        Path source = BookCopy.original().snippet("JoxSelect").orElseThrow().source();
        Start start = programs.start(source, Files.readString(source));
        assertThat(texts(untilTheEnd(((Start.Running) start).run()), Kind.END))
                .containsExactly("ended");
    }

    @Test
    void anEditedProgramMayNameALibrary() throws Exception {
        String text =
                """
                //DEPS com.softwaremill.jox:channels:1.0.1
                void main() {
                  IO.println(com.softwaremill.jox.Channel.class.getSimpleName());
                }
                """;
        Start start = programs.start(folder.resolve("Shown.java"), text);
        assertThat(texts(untilTheEnd(((Start.Running) start).run()), Kind.OUT))
                .containsExactly("Channel");
    }

    @Test
    void withoutJBangAProgramThatUsesALibraryIsRefused() throws Exception {
        try (Programs without = new Programs(null, Limits.USUAL)) {
            assertThatThrownBy(
                            () ->
                                    without.start(
                                            folder.resolve("Shown.java"),
                                            "//DEPS a:b:1\nvoid main() {}"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("but JBang, which downloads libraries, is not installed");
        }
    }
}
