package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A crash leaves the body where it stands, and the disk as a disk may be then. */
class CrashTest {
    @TempDir Path folder;
    private Path target;
    private Path temp;

    @BeforeEach
    void paths() {
        target = folder.resolve("target");
        temp = folder.resolve("temp");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "-";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Way {
        void go() throws IOException, InterruptedException;
    }

    /** The old text is there; the way is to replace it with the new one. */
    private Consumer<Attempt> replaces(Way way) {
        return attempt -> {
            try {
                Files.deleteIfExists(temp);
                Files.writeString(target, "old text");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            attempt.crashes()
                    .watch("target", () -> content(target))
                    .invariant(
                            "the target is old or new",
                            () -> List.of("old text", "new text").contains(content(target)))
                    .run(way::go);
        };
    }

    private void safely() throws IOException {
        try (FileChannel out =
                FileChannel.open(temp, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(bytes("new text"));
            out.force(true);
        }
        Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void everyWriteForced() throws IOException {
        Files.createFile(temp);
        try (OutputStream out =
                Files.newOutputStream(temp, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            out.write("new ".getBytes(StandardCharsets.UTF_8));
            out.write("text".getBytes(StandardCharsets.UTF_8));
        }
        Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void withoutForce() throws IOException {
        try (FileChannel out =
                FileChannel.open(temp, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(bytes("new text")); // never forced
        }
        Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void inPlace() throws IOException {
        Files.writeString(target, "new text"); // in place
    }

    private static List<String> runs(Story story) {
        return story.runs().stream()
                .filter(r -> !r.cancel().isEmpty())
                .map(
                        r ->
                                r.cancel().getFirst().n()
                                        + " "
                                        + r.cancel().getFirst().when()
                                        + " "
                                        + String.join(" ", r.values().end()))
                .toList();
    }

    @Test
    void everyOperationOnAFileIsAPlaceToCrash() {
        assertThat(Judged.holds(replaces(this::safely)).points().stream().map(Story.Point::call))
                .containsExactly(
                        "FileChannel.open",
                        "FileChannel.write",
                        "FileChannel.force",
                        "AbstractInterruptibleChannel.close",
                        "Files.move",
                        "the end");
    }

    @Test
    void aCrashIsTriedInEachWayThatHasSomethingToLose() {
        assertThat(runs(Judged.holds(replaces(this::safely))))
                .containsExactly(
                        "1 CRASH old text",
                        "2 CRASH old text",
                        "2 LOST old text",
                        "3 CRASH old text",
                        "3 LOST old text",
                        "3 HALF old text",
                        "4 CRASH old text",
                        "5 CRASH old text",
                        "6 CRASH new text");
    }

    @Test
    void aRenameBeforeTheForceLosesTheContent() {
        assertThat(Judged.broken(replaces(this::withoutForce)))
                .contains("crashed here, with all writes since the last force lost")
                .contains(
                        "broken: the target is old or new: the crash lost what was written at "
                                + Judged.line("CrashTest.java", "never forced"));
    }

    @Test
    void whatIsOpenedWithSyncIsForcedAtEachWrite() {
        Judged.holds(replaces(this::everyWriteForced));
    }

    @Test
    void aWriteInPlaceIsTornByAnyCrash() {
        assertThat(Judged.broken(replaces(this::inPlace)))
                .containsPattern(
                        Judged.line("CrashTest.java", "in place").replaceAll(".*:", "> +") + " ")
                .contains("crashed here")
                .contains("target   old text");
    }

    @Test
    void noHandlerAndNoFinallyRuns() {
        boolean[] ran = new boolean[1];
        Story story =
                Judged.holds(
                        attempt ->
                                attempt.crashes()
                                        .invariant("nothing runs behind a crash", () -> !ran[0])
                                        .run(
                                                () -> {
                                                    ran[0] = false;
                                                    boolean slept = false;
                                                    try {
                                                        Thread.sleep(5);
                                                        slept = true;
                                                    } finally {
                                                        ran[0] = !slept;
                                                    }
                                                }));
        assertThat(story.runs()).hasSize(3);
        assertThat(story.runs().get(1).cancel().getFirst().when()).isEqualTo(When.CRASH);
    }

    @Test
    void theOtherThreadsStopToo() {
        int[] turns = new int[1];
        Judged.holds(
                attempt -> {
                    turns[0] = 0;
                    attempt.crashes()
                            .invariant("the worker has not gone on", () -> turns[0] < 4)
                            .run(
                                    () -> {
                                        Thread worker =
                                                Thread.startVirtualThread(
                                                        () -> {
                                                            try {
                                                                Thread.sleep(1);
                                                                turns[0]++;
                                                            } catch (InterruptedException e) {
                                                                turns[0] = 10;
                                                            } finally {
                                                                turns[0]++;
                                                            }
                                                        });
                                        worker.join();
                                    });
                });
    }

    @Test
    void aLockThatACrashLeavesHeldDoesNotHangTheLab() {
        assertThat(
                        Judged.broken(
                                attempt -> {
                                    ReentrantLock lock = new ReentrantLock();
                                    attempt.crashes()
                                            .watch(
                                                    "value",
                                                    () -> {
                                                        lock.lock();
                                                        lock.unlock();
                                                        return "free";
                                                    })
                                            .invariant(
                                                    "the lock is free",
                                                    () -> {
                                                        lock.lock();
                                                        lock.unlock();
                                                        return true;
                                                    })
                                            .run(
                                                    () -> {
                                                        lock.lock();
                                                        try {
                                                            Thread.sleep(5);
                                                        } finally {
                                                            lock.unlock();
                                                        }
                                                    });
                                }))
                .contains("broken: the lock is free: it waits for ever")
                .contains("locked");
    }

    private void inEveryWay(Path in) throws IOException {
        Path stream = in.resolve("stream");
        Path text = in.resolve("text");
        Path random = in.resolve("random");
        try (OutputStream out = new FileOutputStream(stream.toFile())) {
            out.write(65);
        }
        try (BufferedWriter out = Files.newBufferedWriter(text)) {
            out.write("text");
        }
        try (RandomAccessFile file = new RandomAccessFile(random.toFile(), "rw")) {
            file.writeInt(5);
            file.setLength(2);
            file.getFD().sync();
        }
        Files.copy(text, in.resolve("copy"));
        Files.delete(text);
        assertThat(stream.toFile().delete()).isTrue();
        Files.readString(in.resolve("copy"));
    }

    @Test
    void filesAreSeenHoweverTheyAreReached() {
        Story story =
                Judged.holds(
                        attempt -> {
                            Path fresh = fresh();
                            attempt.crashes().run(() -> inEveryWay(fresh));
                        });
        assertThat(story.points().stream().map(Story.Point::call))
                .containsExactly(
                        "FileOutputStream.<init>",
                        "FileOutputStream.write",
                        "FileOutputStream.close",
                        "Files.newBufferedWriter",
                        "BufferedWriter.close",
                        "BufferedWriter.close",
                        "RandomAccessFile.<init>",
                        "RandomAccessFile.writeInt",
                        "RandomAccessFile.setLength",
                        "FileDescriptor.sync",
                        "RandomAccessFile.close",
                        "Files.copy",
                        "Files.delete",
                        "File.delete",
                        "the end");
    }

    @Test
    void aFileFromAFolderElsewhereIsACopyThatNobodyHasForced() throws IOException {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        Path inside = Files.createDirectory(folder.resolve("inside"));
        target = inside.resolve("target");
        temp = beside.resolve("temp");
        assertThat(Judged.broken(replaces(this::safely)))
                .contains("the crash lost what was written at CrashTest.java:");
        temp = Files.createDirectory(inside.resolve("deeper")).resolve("temp");
        Judged.holds(replaces(this::safely));
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(folder, "attempt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
