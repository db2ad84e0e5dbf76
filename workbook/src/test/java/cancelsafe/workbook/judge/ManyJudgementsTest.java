package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.Eventually;

import com.sun.management.UnixOperatingSystemMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Hostile and right answers, judged one after the other by one judge: a few here, a thousand with
 * {@code -Dcancelsafe.judgements=1000}. What the judge uses meanwhile is written to {@code
 * target/judgements-*.tsv}.
 */
@Isolated
class ManyJudgementsTest {
    private static final int TIMES = Integer.getInteger("cancelsafe.judgements", 40);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int BETWEEN_KILLS_MILLIS = 10_000;

    /** Those of the first chapter: a worker is used up by what answers do, not by long tests. */
    private static final int QUICK_KATAS = 9;

    private static final Book BOOK = BookCopy.original();

    private final Random random = new Random(19);
    private final Set<Path> folders = new TreeSet<>();
    private List<HostileCase> hostile;
    private Path table;
    private Judge judge;
    private volatile boolean over;
    private String before = "";

    /** How many verdicts say that a worker was killed. */
    private int lost;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        hostile = HostileCase.all();
        table = Path.of("target", "judgements-" + test.getTestMethod().orElseThrow().getName());
        table = table.resolveSibling(table.getFileName() + ".tsv");
        Files.createDirectories(Path.of("target"));
        Files.writeString(table, "judged\tlost\tthreads\tfiles\tmegabytes\tprocesses\n");
        judge = new Judge(BookCopy.installation(), LIMIT);
    }

    @AfterEach
    void stop() {
        over = true;
        judge.close();
    }

    /** What this virtual machine uses. */
    private record Use(int threads, long files, long megabytes, long processes) {
        static Use now() {
            System.gc();
            long files =
                    ManagementFactory.getOperatingSystemMXBean()
                                    instanceof UnixOperatingSystemMXBean unix
                            ? unix.getOpenFileDescriptorCount()
                            : 0;
            long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Use(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files,
                    bytes / 1_000_000,
                    ProcessHandle.current().descendants().count());
        }

        String row(int judged, int lost) {
            return "%d\t%d\t%d\t%d\t%d\t%d\n"
                    .formatted(judged, lost, threads, files, megabytes, processes);
        }
    }

    @Test
    void hostileAndRightAnswersLeaveTheJudgeAsItWas() throws Exception {
        judgeAll(this::asExpected);
    }

    @Test
    void aWorkerThatIsKilledAtAnyMomentCostsOneVerdict() throws Exception {
        Executor later =
                CompletableFuture.delayedExecutor(
                        random.nextInt(BETWEEN_KILLS_MILLIS), TimeUnit.MILLISECONDS);
        later.execute(this::killAgainAndAgain);
        judgeAll(this::neverBetterThanExpected);
    }

    private void killAgainAndAgain() {
        if (!over) {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("java"))
                    .forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.delayedExecutor(
                            random.nextInt(BETWEEN_KILLS_MILLIS), TimeUnit.MILLISECONDS)
                    .execute(this::killAgainAndAgain);
        }
    }

    /** What must be true of a verdict. */
    @FunctionalInterface
    private interface Check {
        void of(Verdict verdict, String expected, String name);
    }

    private void asExpected(Verdict verdict, String expected, String name) {
        assertThat(HostileCase.word(verdict))
                .as("%s after %s: %s", name, before, HostileCase.describe(verdict))
                .isEqualTo(expected);
    }

    /** A worker that was killed is named, and is no pass. */
    private void neverBetterThanExpected(Verdict verdict, String expected, String name) {
        boolean killed =
                verdict.message().contains("that signal 9 ended")
                        || verdict.message().contains("could not be started");
        if (killed) {
            lost++;
            assertThat(verdict.passed()).isFalse();
        } else {
            asExpected(verdict, expected, name);
        }
    }

    private void judgeAll(Check check) throws Exception {
        Use settled = Use.now();
        for (int n = 1; n <= TIMES; n++) {
            judgeAny(n % 2 == 0, check);
            noteFolders();
            if (n % Math.max(1, TIMES / 10) == 0) {
                Use use = Use.now();
                Files.writeString(table, use.row(n, lost), StandardOpenOption.APPEND);
                if (n <= TIMES / 2) {
                    settled = use;
                }
            }
        }
        assertUnchanged(settled, Use.now());
        judge.close();
        for (Path folder : folders) {
            vanishes(folder);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    /** The folder of a worker that was killed goes as soon as the system reports its end. */
    private static void vanishes(Path folder) throws Exception {
        Eventually.is(() -> Files.exists(folder), exists -> !exists, _ -> folder + " is left");
    }

    private void judgeAny(boolean right, Check check) throws Exception {
        String name;
        if (right) {
            Kata kata = BOOK.katas().get(random.nextInt(QUICK_KATAS));
            name = kata.id();
            check.of(judge.judgeAnyway(new Answer(kata, kata.solution())), "passed", name);
        } else {
            HostileCase each = hostile.get(random.nextInt(hostile.size()));
            name = each.name();
            check.of(judge.judgeAnyway(each.answer(BOOK)), each.expected(), name);
        }
        before = name;
    }

    /** The second half of the judgements may not need more than the first. */
    private static void assertUnchanged(Use before, Use after) {
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
        assertThat(after.files()).isLessThanOrEqualTo(before.files() + 8);
        assertThat(after.megabytes()).isLessThanOrEqualTo(before.megabytes() + 40);
        assertThat(after.processes()).isLessThanOrEqualTo(1);
    }

    /** Where the workers run that are there now, as far as the system tells. */
    private void noteFolders() {
        try (Stream<ProcessHandle> workers = ProcessHandle.current().children()) {
            workers.map(worker -> Path.of("/proc", "" + worker.pid(), "cwd"))
                    .flatMap(ManyJudgementsTest::target)
                    .filter(folder -> folder.toString().contains("kata-worker-"))
                    .forEach(folders::add);
        }
    }

    /** Nothing where its process has just ended. */
    private static Stream<Path> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
