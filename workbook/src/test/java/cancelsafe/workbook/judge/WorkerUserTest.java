package cancelsafe.workbook.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Verdict.Kind;
import cancelsafe.workbook.worker.WorkerFolder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * Answers that run as another user of the system. Skipped, with the reason, where the tests may not
 * start a worker as one: they need Linux and root.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no users of this kind")
class WorkerUserTest {
    private static final Kata KATA = BookCopy.original().kata("StopFlag").orElseThrow();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Every system has this user, and nothing belongs to it. */
    private static final String OTHER = "nobody";

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static WorkerUser other() throws InterruptedException {
        try {
            return WorkerUser.named(OTHER, BookCopy.readableInstallation());
        } catch (WorkerUser.Refused e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }

    /** What the judge says of an answer whose first step is {@code code}. */
    private String describe(WorkerUser user, String code) throws Exception {
        try (Judge judge = new Judge(BookCopy.readableInstallation(), user, LIMIT)) {
            return HostileCase.describe(judge.judgePlainly(answer(code)));
        }
    }

    private Answer answer(String code) throws IOException {
        Path file = folder.resolve("StopFlag.java");
        Files.writeString(
                file,
                """
                package flagtokens;
                import java.nio.file.*;
                public class StopFlag {
                    public int run(int limit, Runnable step) {
                        Object got;
                        try {
                            got = %s;
                        } catch (Exception e) {
                            throw new IllegalStateException("refused with " + e);
                        }
                        throw new IllegalStateException("it came to " + got);
                    }
                    public void stop() {}
                    private static int run(String... command) throws Exception {
                        return new ProcessBuilder(command).start().waitFor();
                    }
                }
                """
                        .formatted(code));
        return new Answer(KATA, file);
    }

    private Path secret() throws IOException {
        Path secret = folder.resolve("secret");
        Files.createFile(
                secret,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(secret, "the marks");
    }

    @Test
    void anAnswerReadsWhatItsJudgeMayRead() throws Exception {
        other();
        assertThat(
                        describe(
                                WorkerUser.SAME,
                                "Files.readString(Path.of(\"%s\"))".formatted(secret())))
                .contains("it came to the marks");
    }

    @Test
    void anAnswerOfAnotherUserCannotReadAPrivateFile() throws Exception {
        assertThat(describe(other(), "Files.readString(Path.of(\"%s\"))".formatted(secret())))
                .contains("refused with java.nio.file.AccessDeniedException")
                .doesNotContain("the marks");
    }

    @Test
    void anAnswerOfAnotherUserCannotWriteToTheInstallation() throws Exception {
        Path own = BookCopy.readableInstallation().tests().getFirst().resolveSibling("own.jar");
        assertThat(describe(other(), "Files.createFile(Path.of(\"%s\"))".formatted(own)))
                .contains("refused with java.nio.file.AccessDeniedException");
    }

    @Test
    void anAnswerOfAnotherUserCannotSignalTheJudge() throws Exception {
        String code = "run(\"kill\", \"-0\", \"%d\")".formatted(ProcessHandle.current().pid());
        assertThat(describe(WorkerUser.SAME, code)).contains("it came to 0");
        assertThat(describe(other(), code)).contains("it came to 1");
    }

    @Test
    void anAnswerOfAnotherUserIsInNoGroupOfTheJudge() throws Exception {
        assertThat(describe(other(), "Files.readString(Path.of(\"/proc/self/status\"))"))
                .containsPattern("Groups:\\s*\n")
                .containsPattern("NoNewPrivs:\\s*1")
                .containsPattern("CapEff:\\s*0+\n");
    }

    @Test
    void aLinkIsNoAnswerOfAnotherUser() throws Exception {
        Path file = Files.copy(KATA.solution(), folder.resolve("StopFlag.java"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (Judge judge = new Judge(BookCopy.readableInstallation(), other(), LIMIT)) {
            Verdict verdict = judge.judgePlainly(new Answer(KATA, link));
            assertThat(verdict.kind()).isEqualTo(Kind.DOES_NOT_COMPILE);
            assertThat(verdict.problems())
                    .singleElement()
                    .satisfies(
                            p -> assertThat(p.message()).isEqualTo("this is not a regular file"));
        }
    }

    @Test
    void aRightAnswerOfAnotherUserPassesAndLeavesNoFolder() throws Exception {
        WorkerUser other = other();
        List<Path> before = workerFolders();
        try (Judge judge = new Judge(BookCopy.readableInstallation(), other, LIMIT)) {
            Verdict verdict = judge.judgePlainly(new Answer(KATA, KATA.solution()));
            assertThat(verdict.passed()).as(HostileCase.describe(verdict)).isTrue();
        }
        assertThat(workerFolders()).allMatch(before::contains);
    }

    /** Those that belong to the other user. */
    private static List<Path> workerFolders() throws IOException {
        try (var all = Files.list(WorkerFolder.parent())) {
            return all.filter(f -> f.getFileName().toString().startsWith("kata-worker-"))
                    .filter(f -> OTHER.equals(ownerOf(f)))
                    .toList();
        }
    }

    /** Nothing where it is deleted just now. */
    private static String ownerOf(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aUserWhoMayChangeTheJudgeIsRefused() throws Exception {
        other();
        assertThatThrownBy(() -> WorkerUser.named("root", BookCopy.readableInstallation()))
                .isInstanceOf(WorkerUser.Refused.class)
                .hasMessageContaining("root, who may write to ");
    }

    @Test
    void aUserWhoMayNotReadTheInstallationIsRefused() throws Exception {
        other();
        Installation installation = BookCopy.readableInstallation();
        Path hidden = secret();
        assertThatThrownBy(
                        () ->
                                WorkerUser.named(
                                        OTHER,
                                        new Installation(
                                                installation.java(),
                                                installation.machinery(),
                                                List.of(hidden),
                                                installation.cache())))
                .isInstanceOf(WorkerUser.Refused.class)
                .hasMessage(
                        "A worker cannot run as nobody, who may not read %s.", hidden.toRealPath());
    }

    @Test
    void aUserWhoDoesNotExistIsRefused() {
        assertThatThrownBy(() -> WorkerUser.named("no one", BookCopy.readableInstallation()))
                .isInstanceOf(WorkerUser.Refused.class)
                .hasMessageContaining("no one");
    }
}
