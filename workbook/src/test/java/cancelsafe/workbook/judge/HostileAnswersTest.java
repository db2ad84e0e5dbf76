package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.worker.ForeignText;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers that are odd, hostile or mean to cheat: {@code src/test/resources/hostile}, where {@code
 * expected.tsv} says what is to be said of each. What was said is written to {@code
 * target/hostile.tsv}. Between them right answers are judged, and whatever went before, they pass.
 */
class HostileAnswersTest {
    private static final Book BOOK = BookCopy.original();

    /** Those of the first chapter, whose tests end within the limit even on a busy machine. */
    private static final int QUICK_KATAS = 9;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Two, so that one starts a new worker while the other judges. */
    private static final List<Judge> JUDGES = new ArrayList<>();

    /** What is expected, what came, how long it took, what was said. */
    private static final Path TABLE = Path.of("target/hostile.tsv");

    private static int judged;

    @TempDir static Path folder;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(TABLE, "case\texpected\tgot\tmillis\tsays\n");
        JUDGES.add(new Judge(BookCopy.installation(), LIMIT));
        JUDGES.add(new Judge(BookCopy.installation(), LIMIT));
    }

    @AfterAll
    static void stop() {
        JUDGES.forEach(Judge::close);
    }

    @TestFactory
    Stream<DynamicTest> hostileAnswersAreJudgedAsExpected() throws IOException {
        return HostileCase.all().stream()
                .map(each -> dynamicTest(each.name(), () -> judge(each, each.answer(BOOK))));
    }

    @TestFactory
    Stream<DynamicTest> filesThatAreNoAnswersAreSaidToBeNone() throws IOException {
        Path link = folder.resolve("circle.java");
        Files.createSymbolicLink(link, link);
        Path unweavable = folder.resolve("unweavable.java");
        String right = Files.readString(kata("1.1").solution());
        int end = right.lastIndexOf('}');
        Files.writeString(
                unweavable,
                right.substring(0, end)
                                .replace("volatile ", "")
                                .replaceFirst(
                                        "(public int run\\([^)]*\\) \\{)",
                                        "$1 if (limit < 0) far();")
                        + " int n; void far() {\n"
                        + "n++;\n".repeat(5_500)
                        + "} }");
        Path huge = folder.resolve("huge.java");
        Files.writeString(huge, "// filler\n".repeat(1_700_000));
        return Stream.of(
                file("is-a-folder", Files.createDirectory(folder.resolve("f.java")), "folder"),
                file("is-a-circle-of-links", link, "cannot be read"),
                file("is-a-device-without-an-end", Path.of("/dev/zero"), "not a regular file"),
                file("is-not-there", folder.resolve("none.java"), "there is no such file"),
                file("is-17-megabytes-long", huge, "larger than 16 MB"),
                dynamicTest(
                        "cannot-be-woven",
                        () ->
                                judge(
                                        new HostileCase(
                                                "cannot-be-woven",
                                                "1.1",
                                                "failed",
                                                "the lab cannot weave flagtokens.StopFlag"),
                                        new Answer(kata("1.1"), unweavable))));
    }

    private DynamicTest file(String name, Path file, String says) {
        HostileCase each = new HostileCase(name, "1.1", "does-not-compile", says);
        return dynamicTest(name, () -> judge(each, each.answer(BOOK, file)));
    }

    private static Kata kata(String number) {
        return BOOK.kata(number).orElseThrow();
    }

    private static void judge(HostileCase each, Answer answer) throws Exception {
        Judge judge = JUDGES.get(++judged % JUDGES.size());
        Verdict verdict = judge.judgePlainly(answer);
        String got = HostileCase.word(verdict);
        String said = HostileCase.describe(verdict);
        Files.writeString(
                TABLE,
                "%s\t%s\t%s\t%d\t%s\n"
                        .formatted(
                                each.name(),
                                each.expected(),
                                got,
                                verdict.millis(),
                                said.replace("\n", " | ")),
                StandardOpenOption.APPEND);
        assertThat(got).as(said).isEqualTo(each.expected());
        assertThat(said).contains(each.says()).isEqualTo(ForeignText.clean(said));
        if (judged % 5 == 0) {
            Kata next = BOOK.katas().get(judged / 5 % QUICK_KATAS);
            Verdict right = judge.judgePlainly(new Answer(next, next.solution()));
            assertThat(right.passed())
                    .as("%s after %s: %s", next.id(), each.name(), HostileCase.describe(right))
                    .isTrue();
        }
    }
}
