package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Channels however they are reached, and what is opened or taken and not given back. */
class ChannelsTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "one\ntwo\n");
    }

    private List<String> calls(cancelsafe.lab.Body body) {
        return Cancel.everywhere(a -> a.run(body)).points().stream()
                .map(Story.Point::call)
                .toList();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aChannelIsAPointThroughItsInterfaces() {
        assertThat(
                        calls(
                                () -> {
                                    try (WritableByteChannel out =
                                            Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                                        out.write(bytes("x"));
                                    }
                                }))
                .containsExactly("FileChannel.write");
    }

    @Test
    void aChannelIsAPointThroughAStream() {
        assertThat(
                        calls(
                                () -> {
                                    try (FileChannel channel =
                                            FileChannel.open(file, StandardOpenOption.WRITE)) {
                                        Channels.newOutputStream(channel).write(65);
                                    }
                                }))
                .hasSize(1);
    }

    @Test
    void theLinesOfAFileAreReadThroughAChannel() {
        assertThat(
                        calls(
                                () -> {
                                    try (Stream<String> lines = Files.lines(file)) {
                                        lines.toList();
                                    }
                                }))
                .isNotEmpty();
    }

    @Test
    void plainFileCallsAreNoPoints() {
        assertThat(
                        calls(
                                () -> {
                                    Files.readString(file);
                                    Files.writeString(file, "x");
                                    Files.move(file, folder.resolve("moved"));
                                    Files.move(folder.resolve("moved"), file);
                                }))
                .isEmpty();
    }

    @Test
    void aWriteCanBeCancelledWhenItsBytesHaveGone() {
        Story story =
                Cancel.everywhere(
                        attempt ->
                                attempt.watch("file", () -> content())
                                        .run(
                                                () -> {
                                                    Files.writeString(file, "");
                                                    try (FileChannel channel =
                                                            FileChannel.open(
                                                                    file,
                                                                    StandardOpenOption.WRITE)) {
                                                        channel.write(bytes("new"));
                                                    }
                                                }));
        assertThat(story.runs())
                .extracting(
                        r -> r.cancel().isEmpty() ? null : r.cancel().getFirst().when(),
                        Story.Run::thrown,
                        r -> r.values().end())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, null, List.of("new")),
                        org.assertj.core.groups.Tuple.tuple(
                                When.BEFORE, "ClosedByInterruptException", List.of("")),
                        org.assertj.core.groups.Tuple.tuple(
                                When.AFTER, "ClosedByInterruptException", List.of("new")));
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void broken(cancelsafe.lab.Body body, String promise) {
        assertThatThrownBy(() -> Cancel.everywhere(a -> a.run(body))).hasMessageContaining(promise);
    }

    @Test
    void aChannelThatIsLeftOpenIsNamedByTheLineThatOpenedIt() {
        broken(
                () -> {
                    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    Thread.sleep(1);
                    channel.close();
                },
                "no file or channel is left open: opened at ChannelsTest.java:");
    }

    @Test
    void aStreamAWriterARandomAccessFileAndAListedFolderAreCounted() {
        broken(() -> Files.newInputStream(file).read(), "left open: opened at");
        broken(
                () -> {
                    BufferedWriter writer = Files.newBufferedWriter(file);
                    writer.append('x');
                },
                "left open: opened at");
        broken(() -> new RandomAccessFile(file.toFile(), "r").read(), "left open: opened at");
        broken(() -> Files.list(folder).count(), "left open: opened at");
        broken(() -> Files.lines(file).count(), "left open: opened at");
        Cancel.everywhere(
                a ->
                        a.run(
                                () -> {
                                    try (RandomAccessFile raf =
                                            new RandomAccessFile(file.toFile(), "rw")) {
                                        raf.getChannel().write(bytes("x"));
                                    }
                                }));
    }

    @Test
    void whatMayStayOpenIsSaidWithAReason() {
        Cancel.everywhere(
                a ->
                        a.mayLeaveOpen("the reader is never closed")
                                .run(() -> Files.newInputStream(file).read()));
    }

    @Test
    void aLockThatIsKeptIsNamed() {
        ReentrantLock lock = new ReentrantLock();
        broken(
                () -> {
                    lock.lock();
                    Thread.sleep(1);
                    lock.unlock();
                },
                "no lock or permit is kept: a lock taken at ChannelsTest.java:");
    }

    @Test
    void aPermitThatIsKeptIsNamed() {
        broken(
                new cancelsafe.lab.Body() {
                    private final Semaphore permits = new Semaphore(1);

                    @Override
                    public void run() throws InterruptedException {
                        Semaphore fresh = permits.tryAcquire() ? permits : new Semaphore(1);
                        if (fresh == permits) {
                            permits.release();
                        }
                        fresh.acquire();
                        Thread.sleep(1);
                        fresh.release();
                    }
                },
                "a permit taken at ChannelsTest.java:");
    }

    /** Each body claims the one permit, or finds that it is claimed. */
    @Test
    void aPermitThatIsClaimedOnceIsAState() {
        Cancel.everywhere(
                a -> {
                    Semaphore first = new Semaphore(1);
                    Semaphore second = new Semaphore(1);
                    a.run(
                            () -> {
                                claims(first);
                                Thread.sleep(1);
                                second.drainPermits();
                                claims(second);
                            });
                });
    }

    private static boolean claims(Semaphore semaphore) {
        return semaphore.tryAcquire();
    }

    @Test
    void aPermitThatTheUndisturbedBodyKeepsIsItsWork() {
        Cancel.everywhere(
                a -> {
                    Semaphore items = new Semaphore(1);
                    a.run(items::acquire);
                });
    }
}
