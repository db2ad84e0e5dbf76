package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Verdict.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

class JudgeTest {
    private static final Kata KATA = BookCopy.original().kata("CountingWorker").orElseThrow();
    private static final Kata TORN = BookCopy.original().kata("TornTransfer").orElseThrow();
    private static final Duration LIMIT = Duration.ofSeconds(6);
    private static Judge judge;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws IOException {
        judge = new Judge(BookCopy.installation(), LIMIT);
    }

    @AfterAll
    static void stop() {
        judge.close();
    }

    /** Whatever an answer did, the next one is judged as if it had never been. */
    @AfterEach
    void theNextAnswerIsJudgedRightly() throws Exception {
        assertThat(judge.judge(new Answer(KATA, KATA.solution())).kind()).isEqualTo(Kind.PASSED);
    }

    private Answer text(String source) throws IOException {
        Path file = folder.resolve("anything.txt");
        Files.writeString(file, source);
        return new Answer(KATA, file);
    }

    private Answer body(String code) throws IOException {
        return text(
                """
                package flagtokens;
                import cancelsafe.given.*;
                public class CountingWorker {
                    public Report run(Token token, int limit, Runnable step) {
                %s
                    }
                }
                """
                        .formatted(code.indent(8)));
    }

    @Test
    void whatDoesNotCompileIsToldWithLineAndColumn() throws Exception {
        Verdict verdict = judge.judge(body("return 5;"));
        assertThat(verdict.kind()).isEqualTo(Kind.DOES_NOT_COMPILE);
        assertThat(verdict.problems()).hasSize(1);
        Problem problem = verdict.problems().getFirst();
        assertThat(problem.line()).isEqualTo(5);
        assertThat(problem.column()).isEqualTo(16);
        assertThat(problem.message()).startsWith("incompatible types: int cannot be converted");
        assertThat(verdict.tests()).isEmpty();
    }

    @Test
    void anEmptyFileIsToldWhatIsMissing() throws Exception {
        Verdict verdict = judge.judge(text(""));
        assertThat(verdict.kind()).isEqualTo(Kind.DOES_NOT_COMPILE);
        assertThat(verdict.problems().getFirst().message())
                .isEqualTo(
                        "the test needs the class flagtokens.CountingWorker, but this file is"
                                + " empty");
    }

    @Test
    void aFileThatIsNotThereIsASentence() throws Exception {
        Verdict verdict = judge.judge(new Answer(KATA, folder.resolve("Gone.java")));
        assertThat(verdict.problems().getFirst().message()).isEqualTo("there is no such file");
    }

    @Test
    void aMethodThatTheTestNeedsAndTheAnswerLacksIsNamed() throws Exception {
        Verdict verdict =
                judge.judge(
                        text(
                                """
                                package flagtokens;
                                public class CountingWorker {
                                    public void walk() {}
                                }
                                """));
        assertThat(verdict.kind()).isEqualTo(Kind.DOES_NOT_COMPILE);
        assertThat(verdict.message()).startsWith("the test cannot call this class");
        assertThat(verdict.problems().getFirst().file()).isEqualTo("CountingWorkerTest.java");
        assertThat(verdict.problems().getFirst().message()).contains("cannot find symbol");
    }

    @Test
    void aRunToTheFirstFailureEndsThere() throws Exception {
        Answer start = new Answer(KATA, KATA.start());
        Verdict whole = judge.judgePlainly(start);
        Verdict first = judge.judgeToFirstFailure(start, LIMIT);
        assertThat(first.kind()).isEqualTo(Kind.FAILED);
        assertThat(first.failures()).hasSize(1);
        assertThat(first.tests().size()).isLessThan(whole.tests().size());
    }

    @Test
    void aRunToTheFirstFailureJudgesARightAnswerAsAWhole() throws Exception {
        Answer right = new Answer(KATA, KATA.solution());
        Verdict verdict = judge.judgeToFirstFailure(right, LIMIT);
        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(verdict.tests()).hasSameSizeAs(judge.judgePlainly(right).tests());
    }

    @Test
    void aRunToTheFirstFailureHasALimitOfItsOwn() throws Exception {
        Verdict verdict =
                judge.judgeToFirstFailure(body("while (true) {}"), Duration.ofMillis(500));
        assertThat(verdict.kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void anEndlessAnswerIsEndedWithTheLineThatItHangsOn() throws Exception {
        Verdict verdict = judge.judge(body("while (true) {}"));
        assertThat(verdict.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(verdict.message())
                .containsPattern("still running after (6 s|\\d+ s \\(the limit is 6 s)")
                .contains("flagtokens.CountingWorker.run(CountingWorker.java:5)");
    }

    @Test
    void anAnswerThatExitsIsNamed() throws Exception {
        Verdict verdict = judge.judge(body("System.exit(0); return null;"));
        assertThat(verdict.kind()).isIn(Kind.FAILED, Kind.REFUSED);
        assertThat(verdict.message()).contains("it called System.exit");
        assertThat(verdict.message()).contains("CountingWorker.java:5");
    }

    @Test
    void anAnswerThatHaltsTheMachineFails() throws Exception {
        Verdict verdict = judge.judge(body("Runtime.getRuntime().halt(0); return null;"));
        assertThat(verdict.passed()).isFalse();
    }

    @Test
    void anAnswerThatUsesUpTheMemoryIsNamed() throws Exception {
        Verdict verdict =
                judge.judge(
                        body(
                                """
                                var all = new java.util.ArrayList<byte[]>();
                                for (int i = 0; i < 1_000; i++) all.add(new byte[50_000_000]);
                                return new Report(all.size(), Ending.FINISHED);
                                """));
        assertThat(verdict.message()).isEqualTo("it used up the memory: 512 MB");
    }

    @Test
    void ofAMillionPrintedLinesTheBeginningIsKept() throws Exception {
        Verdict verdict =
                judge.judge(
                        body(
                                """
                                if (step.toString().isEmpty()) return null;
                                for (int i = 0; i < 1_000_000; i++) IO.println("line " + i);
                                return new Report(0, Ending.FINISHED);
                                """));
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.printed()).startsWith("line 0\nline 1\n").contains("more bytes");
        assertThat(verdict.printed().length()).isLessThan(10_000);
    }

    @Test
    void anAnswerThatWritesPastSystemOutIsNotTakenForTheJudge() throws Exception {
        Verdict verdict =
                judge.judge(
                        body(
                                """
                                var out = new java.io.PrintStream(
                                        new java.io.FileOutputStream(java.io.FileDescriptor.out));
                                out.println("ready");
                                out.println("{\\"results\\":[],\\"end\\":\\"COMPLETE\\"}");
                                out.print("without an end");
                                out.flush();
                                return null;
                                """));
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.tests()).as(verdict.message()).isNotEmpty();
    }

    @Test
    void aStaticInitializerThatHangsIsNamedWithItsLine() throws Exception {
        Verdict verdict =
                judge.judge(
                        text(
                                """
                                package flagtokens;
                                import cancelsafe.given.*;
                                public class CountingWorker {
                                    static { while (true) { if (System.nanoTime() == 0) break; } }
                                    public Report run(Token token, int limit, Runnable step) {
                                        return null;
                                    }
                                }
                                """));
        assertThat(verdict.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(verdict.message()).contains("<clinit>(CountingWorker.java:4)");
    }

    @Test
    void aSourceThatTheCompilerCannotDigestIsASentence() throws Exception {
        String nested = "(".repeat(50_000) + "1" + ")".repeat(50_000);
        Verdict verdict = judge.judge(body("int x = " + nested + "; return null;"));
        assertThat(verdict.kind()).isEqualTo(Kind.DOES_NOT_COMPILE);
        assertThat(verdict.problems().getFirst().message())
                .startsWith("the compiler itself failed");
    }

    @Test
    void tenMegabytesOfSourceAreASourceLikeAnyOther() throws Exception {
        String filler = "// filler\n".repeat(1_000_000);
        Verdict verdict = judge.judge(text(filler + Files.readString(KATA.solution())));
        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
    }

    @Test
    void endlessRecursionIsAFailure() throws Exception {
        Verdict verdict = judge.judge(body("return run(token, limit, step);"));
        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void aThreadThatIsLeftBehindIsNamedWithItsLine() throws Exception {
        Verdict verdict =
                judge.judge(
                        body(
                                """
                                new Thread(() -> {
                                    while (true) Thread.onSpinWait();
                                }).start();
                                return new Report(limit, Ending.FINISHED);
                                """));
        assertThat(verdict.passed()).isFalse();
    }

    @Test
    void aCallThatTheLabDoesNotControlIsRefused() throws Exception {
        Verdict verdict = judge.judge(body("new java.util.Timer(); return null;"));
        assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
        assertThat(verdict.failures().getFirst().message())
                .contains("CountingWorker.java:5")
                .contains("a ScheduledExecutorService");
    }

    @Test
    void aSystemPropertyThatAnAnswerChangesDoesNotReachTheNext() throws Exception {
        Verdict verdict =
                judge.judge(
                        body(
                                """
                                System.setProperty("line.separator", "x");
                                return new Report(limit, Ending.FINISHED);
                                """));
        assertThat(verdict.passed()).isFalse();
    }

    @Test
    void testsAreInTheOrderOfTheirSource() throws Exception {
        List<String> names =
                judge.judge(new Answer(TORN, TORN.start())).tests().stream()
                        .map(TestVerdict::name)
                        .toList();
        assertThat(names)
                .containsExactly(
                        "noMoneyIsLost",
                        "noMoneyMovesWithoutApproval",
                        "memoryAndStoreAgree",
                        "allIsConsistentInEveryInterleaving",
                        "theCallerLearnsOfTheCancellation",
                        "theCallerLearnsOfASecondCancellationToo",
                        "aFailureChangesNothingAndReachesTheCaller",
                        "aFailureOfTheAuditorDoesNotHideAnInterrupt",
                        "aFailureOfTheStoreDoesNotHideAnInterrupt",
                        "anUncancelledTransferAndRenameComplete",
                        "everyTransferIsApprovedAndEveryRenameIsStored",
                        "aSecondTransferAndASecondRenameAreAsSafe",
                        "eachBankUsesItsOwnAuditorAndStore",
                        "theSameObjectsWorkAfterACancellation");
    }

    @Test
    void aWrongAnswerIsRecognisedAndTheStartIsNot() throws Exception {
        assertThat(
                        judge.judge(new Answer(TORN, TORN.wrongAnswer("catches-and-goes-on")))
                                .resembles())
                .isEqualTo("catches-and-goes-on");
        assertThat(judge.judge(new Answer(TORN, TORN.start())).resembles()).isNull();
    }

    @Test
    void whatFailsTheSameTestsInAnotherWayIsNotRecognised() throws Exception {
        Kata kata = BookCopy.original().kata("ResumableRead").orElseThrow();
        Path dropsTheLastLine = folder.resolve("ResumableRead.java");
        Files.writeString(
                dropsTheLastLine,
                Files.readString(kata.solution())
                        .replace("next < 0 && line.size() == 0", "next < 0"));
        Path named = kata.wrongAnswer("puts-characters-together");
        assertThat(judge.judge(new Answer(kata, named)).resembles())
                .isEqualTo("puts-characters-together");
        assertThat(judge.judge(new Answer(kata, dropsTheLastLine)).resembles()).isNull();
    }

    @Test
    void aStoryTellsWhereTheCancellationCame() throws Exception {
        Verdict verdict = judge.judge(new Answer(TORN, TORN.start()));
        TestVerdict first = verdict.tests().getFirst();
        Story story = Objects.requireNonNull(first.story());
        assertThat(story.points())
                .singleElement()
                .satisfies(p -> assertThat(p.call()).isEqualTo("Auditor.approve"));
    }

    @Test
    void aRunThatIsCalledOffEndsAtOnceAndHarmsNobody() throws Exception {
        Answer endless = body("while (true) {}");
        Thread judging =
                Thread.ofVirtual()
                        .unstarted(
                                () ->
                                        assertThatThrownBy(() -> judge.judge(endless))
                                                .isInstanceOf(InterruptedException.class));
        Throwable[] thrown = new Throwable[1];
        judging.setUncaughtExceptionHandler((_, t) -> thrown[0] = t);
        judging.start();
        judging.interrupt();
        judging.join();
        assertThat(thrown[0]).isNull();
    }
}
