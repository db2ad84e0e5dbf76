package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/** What follows a cancellation or a crash: recovery, disturbed itself, and recovery again. */
class RecoveryTest {
    @TempDir Path folder;

    /** Two files that change together, by a journal that says what is to be in both. */
    private static class TwoFiles {
        final Path a;
        final Path b;
        final Path journal;

        TwoFiles(Path folder) {
            a = folder.resolve("a");
            b = folder.resolve("b");
            journal = folder.resolve("journal");
        }

        static void write(Path file, String text, boolean force) throws IOException {
            try (FileChannel out =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))); // writes
                if (force) {
                    out.force(true);
                }
            }
        }

        static void force(Path file) throws IOException {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.force(true);
            }
        }

        boolean forcesJournal() {
            return true;
        }

        void put(String text) throws IOException {
            write(journal, text + ".", forcesJournal());
            apply(text);
        }

        void apply(String text) throws IOException {
            write(a, text, true);
            write(b, text, true);
            Files.delete(journal);
        }

        void recover() throws IOException {
            if (Files.exists(journal)) {
                force(journal);
                String text = Files.readString(journal);
                if (text.endsWith(".")) {
                    apply(text.substring(0, text.length() - 1));
                } else {
                    Files.delete(journal);
                }
            }
        }

        String state() {
            try {
                return Files.readString(a) + Files.readString(b);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Does not write the journal safely, so a crash may lose it when a file has changed. */
    private static class Hasty extends TwoFiles {
        Hasty(Path folder) {
            super(folder);
        }

        @Override
        boolean forcesJournal() {
            return false;
        }
    }

    /** Its recovery forgets the plan before it has followed it. */
    private static final class Forgetful extends TwoFiles {
        Forgetful(Path folder) {
            super(folder);
        }

        @Override
        void recover() throws IOException {
            if (Files.exists(journal)) {
                force(journal);
                String text = Files.readString(journal);
                Files.delete(journal);
                if (text.endsWith(".")) {
                    String put = text.substring(0, text.length() - 1);
                    write(a, put, true);
                    write(b, put, true);
                }
            }
        }
    }

    private interface Making {
        TwoFiles in(Path folder);
    }

    private Consumer<Attempt> journaled(Making making) {
        return attempt -> {
            TwoFiles files = making.in(fresh());
            attempt.watch("state", files::state)
                    .invariant("both old or both new", () -> isWhole(files))
                    .recovery(() -> making.in(files.a.getParent()).recover())
                    .run(() -> files.put("new"));
        };
    }

    private static boolean isWhole(TwoFiles files) {
        return Set.of("oldold", "newnew").contains(files.state()) && !Files.exists(files.journal);
    }

    private Path fresh() {
        try {
            Path fresh = Files.createTempDirectory(folder, "attempt");
            Files.writeString(fresh.resolve("a"), "old");
            Files.writeString(fresh.resolve("b"), "old");
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRightJournalRecoversFromEveryCrash() {
        Judged.holds(a -> journaled(TwoFiles::new).accept(a.crashes()));
    }

    @Test
    void aRightRecoveryIsCancelledAndCrashedEverywhereAndRunsAgain() {
        Story story = Judged.holds(a -> journaled(TwoFiles::new).accept(a.crashes().inPairs()));
        assertThat(
                        story.runs().stream()
                                .filter(r -> r.cancel().size() == 2)
                                .map(r -> r.cancel().getLast().when()))
                .contains(When.BEFORE, When.AFTER, When.CRASH, When.HALF, When.LOST);
        assertThat(story.points().stream().map(Story.Point::thread)).contains("body", "recovery");
    }

    @Test
    void aRecoveryAfterACancellationIsCancelledToo() {
        Story story = Judged.holds(a -> journaled(TwoFiles::new).accept(a.inPairs()));
        assertThat(story.runs().stream().flatMap(r -> r.cancel().stream()))
                .noneMatch(c -> c.when().isCrash());
        assertThat(story.points().stream().map(Story.Point::thread)).contains("recovery");
    }

    @Test
    void aJournalThatIsNotForcedIsLostBeforeTheFilesAre() {
        assertThat(Judged.broken(a -> journaled(Hasty::new).accept(a.crashes())))
                .contains("in one file, the one that was written to first")
                .contains(
                        "broken: both old or both new: the crash lost what was written at "
                                + Judged.line("RecoveryTest.java", "writes"));
    }

    @Test
    void aRecoveryThatForgetsBeforeItIsDoneIsRedOnlyInPairs() {
        Judged.holds(a -> journaled(Forgetful::new).accept(a.crashes()));
        String told = Judged.broken(a -> journaled(Forgetful::new).accept(a.crashes().inPairs()));
        assertThat(told).contains("broken: both old or both new").contains("recovered");
    }

    @Test
    void aRecoveryThatFailsIsNamedWithItsLine() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    a.crashes()
                                            .recovery(
                                                    () -> {
                                                        throw new IOException("no"); // fails
                                                    })
                                            .run(() -> Thread.sleep(5));
                                }))
                .contains(
                        "broken: the recovery succeeds when nothing disturbs it: it threw"
                                + " java.io.IOException: no, at "
                                + Judged.line("RecoveryTest.java", "fails"));
    }

    @Test
    void aRecoveryOwesWhatEveryBodyOwes() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Path file = fresh().resolve("a");
                                    a.crashes()
                                            .recovery(() -> Files.newInputStream(file).read())
                                            .run(() -> Thread.sleep(5));
                                }))
                .contains("broken: in the recovery, no file or channel is left open: opened at");
        assertThat(
                        Judged.broken(
                                a ->
                                        a.inPairs()
                                                .recovery(
                                                        () -> {
                                                            try {
                                                                Thread.sleep(5);
                                                            } catch (InterruptedException e) {
                                                                return;
                                                            }
                                                        })
                                                .run(() -> Thread.sleep(5))))
                .contains("broken: in the recovery, the cancellation is not lost");
    }

    @Test
    void aRecoveryNeedNoCancellationPoint() {
        Judged.holds(
                a ->
                        a.atLeastOnePoint()
                                .recovery(() -> new StringBuilder("no point").reverse())
                                .run(() -> Thread.sleep(5)));
    }
}
