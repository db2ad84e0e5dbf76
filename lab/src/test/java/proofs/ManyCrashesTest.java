package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;

import com.sun.management.UnixOperatingSystemMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Bodies that were left standing keep neither threads nor files nor memory. The same is measured
 * for ten thousand crashes by {@code bench/lab-figures}.
 */
@Timeout(120)
class ManyCrashesTest {
    private static final int CRASHES = 1_000;
    private static final int PAYLOAD = 100_000;

    @TempDir Path folder;

    private final List<FileChannel> channels = new ArrayList<>();
    private final List<FileOutputStream> streams = new ArrayList<>();
    private final List<WeakReference<byte[]>> payloads = new ArrayList<>();

    /** Left standing with two open files, a lock, a thread that sleeps, and much on its stack. */
    private void keepsMuch(ReentrantLock lock) throws IOException, InterruptedException {
        byte[] payload = new byte[PAYLOAD];
        payloads.add(new WeakReference<>(payload));
        Thread sleeper = Thread.startVirtualThread(ManyCrashesTest::sleeps);
        lock.lock();
        try (FileChannel out =
                        FileChannel.open(
                                folder.resolve("new"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileOutputStream log = new FileOutputStream(folder.resolve("log").toFile())) {
            channels.add(out);
            streams.add(log);
            out.write(ByteBuffer.wrap(payload));
            log.write(1);
            out.force(true);
        } finally {
            lock.unlock();
            sleeper.join();
        }
        Files.move(
                folder.resolve("new"), folder.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void sleeps() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void crashes(Attempt attempt) {
        ReentrantLock lock = new ReentrantLock();
        attempt.crashes().run(() -> keepsMuch(lock));
    }

    /** Explores until there have been so many crashes. */
    private void crash(int atLeast) {
        for (long crashes = 0; crashes < atLeast; ) {
            Story story = Judged.holds(this::crashes);
            crashes += story.runs().stream().filter(r -> !r.cancel().isEmpty()).count();
        }
    }

    /** Where the system counts them; what the bodies have opened is looked at on every system. */
    private static OptionalLong descriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? OptionalLong.of(unix.getOpenFileDescriptorCount())
                : OptionalLong.empty();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private long payloadsInMemory() {
        System.gc();
        return payloads.stream().filter(p -> p.get() != null).count();
    }

    @Test
    void aThousandCrashesLeaveNothing() throws IOException {
        crash(100);
        OptionalLong descriptors = descriptors();
        int threads = threads();
        crash(CRASHES);

        assertThat(channels).noneMatch(FileChannel::isOpen);
        assertThat(streams).noneMatch(ManyCrashesTest::isOpen);
        assertThat(descriptors()).isEqualTo(descriptors);
        assertThat(threads()).isLessThanOrEqualTo(threads);
        long ofTheLastExploration = Judged.holds(this::crashes).runs().size();
        while (payloadsInMemory() > ofTheLastExploration) {
            Thread.onSpinWait(); // a collection need not find everything at once
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).isSubsetOf("new", "old", "log");
        }
    }

    private void waitsForEver(Attempt attempt) {
        Object monitor = new Object();
        attempt.mayWaitForever("it is interrupted")
                .run(
                        () -> {
                            byte[] payload = new byte[PAYLOAD];
                            payloads.add(new WeakReference<>(payload));
                            synchronized (monitor) {
                                monitor.wait();
                                payload[0]++;
                            }
                        });
    }

    @Test
    void bodiesThatWaitForEverKeepNoMemory() {
        for (int i = 0; i < 100; i++) {
            Judged.holds(this::waitsForEver); // an interrupt ends it, and nothing else does
        }
        int ofTheLastExploration = 2;
        while (payloadsInMemory() > ofTheLastExploration) {
            Thread.onSpinWait(); // a collection need not find everything at once
        }
    }

    private static boolean isOpen(FileOutputStream stream) {
        try {
            return stream.getFD().valid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
