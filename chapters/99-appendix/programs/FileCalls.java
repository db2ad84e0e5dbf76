///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=8
//SOURCES probe/Probe.java
// covers: S3-56 B-58

import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import com.sun.nio.file.ExtendedCopyOption;
import static java.nio.file.StandardOpenOption.*;

final Probe probe = new Probe();
final byte[] content = "hello world\nsecond line\n".getBytes();
final byte[] large = new byte[20_000_000];
final AtomicInteger number = new AtomicInteger();
Path folder;

void main() throws Exception {
    folder = Files.createTempDirectory("file-calls");
    Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
    fileChannel();
    otherUsersOfAChannel();
    files();
    streams();
    fifos();
    probe.print();
}

void clear() {
    try (var all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
        IO.println("left behind: " + folder);
    }
}

Path fresh() {
    return folder.resolve("file-" + number.incrementAndGet());
}

Path written() throws IOException {
    return Files.write(fresh(), content);
}

boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.exists(file) && Files.size(file) == bytes.length;
}

interface Action { void run() throws Exception; }

Probe.Scene scene(Action action) {
    return new Probe.Scene(() -> { action.run(); return null; });
}

interface OnChannel { void use(FileChannel channel) throws Exception; }

interface OnPath { void use(Path file) throws Exception; }

interface Asked { Boolean of(Path file) throws Exception; }

/** A call of a channel that is open on a file, and whether the file was changed by it. */
void channel(String call, OnChannel action, Asked done) {
    probe.ready("FileChannel", "FileChannel." + call, () -> {
        Path file = written();
        var channel = FileChannel.open(file, READ, WRITE);
        return scene(() -> action.use(channel)).done(() -> done.of(file)).closes("channel", channel::isOpen);
    });
}

void channel(String call, OnChannel action) {
    channel(call, action, file -> null);
}

void fileChannel() {
    channel("read(b)", c -> c.read(ByteBuffer.allocate(5)));
    channel("read(b, position)", c -> c.read(ByteBuffer.allocate(5), 0));
    channel("read(b), no room in b", c -> c.read(ByteBuffer.allocate(0)));
    channel("write(b)", c -> c.write(ByteBuffer.wrap(new byte[100])), file -> holds(file, new byte[100]));
    channel("write(b, position)", c -> c.write(ByteBuffer.wrap(new byte[100]), 0), file -> holds(file, new byte[100]));
    channel("force(metadata)", c -> c.force(true));
    channel("size()", FileChannel::size);
    channel("position()", FileChannel::position);
    channel("position(p)", c -> c.position(3));
    channel("truncate(size)", c -> c.truncate(3), file -> holds(file, new byte[3]));
    channel("map(..)", c -> c.map(FileChannel.MapMode.READ_ONLY, 0, 5));
    channel("transferTo(..)", c -> c.transferTo(0, 5, Channels.newChannel(OutputStream.nullOutputStream())));
    channel("transferFrom(..)", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[100])), 0, 100),
            file -> holds(file, new byte[100]));
    channel("lock()", FileChannel::lock);
    channel("tryLock()", FileChannel::tryLock);
    channel("isOpen()", FileChannel::isOpen);
    probe.ready("FileChannel", "FileChannel.close()", () -> { var c = FileChannel.open(written()); return scene(c::close).done(() -> !c.isOpen()); });
    probe.ready("FileChannel", "FileChannel.open(path, READ)", () -> { var file = written(); return scene(() -> FileChannel.open(file)); });
    probe.ready("FileChannel", "FileChannel.open(path, CREATE_NEW, WRITE)", () -> {
        var file = fresh();
        return scene(() -> FileChannel.open(file, CREATE_NEW, WRITE)).done(() -> Files.exists(file));
    });
    probe.ready("FileChannel", "FileChannel.open(dir, READ)", () -> scene(() -> FileChannel.open(folder, READ)));
    probe.ready("FileChannel", "FileChannel.force(metadata) of a dir", () -> {
        var entries = FileChannel.open(folder, READ);
        return scene(() -> entries.force(true)).closes("channel", entries::isOpen);
    });
    probe.ready("FileChannel", "MappedByteBuffer.put(b), force()", () -> {
        var file = written();
        try (var channel = FileChannel.open(file, READ, WRITE)) {
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 5);
            return scene(() -> { map.put(0, (byte) 'H'); map.force(); }).done(() -> Files.readString(file).startsWith("H"));
        }
    });
}

void otherUsersOfAChannel() {
    String group = "over a channel";
    probe.ready(group, "Files.newByteChannel(path).read(b)", () -> {
        var channel = Files.newByteChannel(written());
        return scene(() -> channel.read(ByteBuffer.allocate(5))).closes("channel", channel::isOpen);
    });
    probe.ready(group, "Files.newByteChannel(path).write(b)", () -> {
        var file = fresh();
        var channel = Files.newByteChannel(file, CREATE, WRITE);
        return scene(() -> channel.write(ByteBuffer.wrap(content))).done(() -> holds(file, content)).closes("channel", channel::isOpen);
    });
    path(group, "Files.lines(path).count()", file -> { try (var lines = Files.lines(file)) { lines.count(); } });
    path(group, "Files.lines(path, ISO_8859_1).toList()",
            file -> { try (var lines = Files.lines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) { lines.toList(); } });
    probe.ready(group, "Files.lines(path).forEach(..), interrupted midway", () -> {
        var file = Files.write(fresh(), "a line\n".repeat(20_000).getBytes());
        return scene(() -> {
            Thread.interrupted(); // the interrupt comes at the first line
            try (var lines = Files.lines(file)) {
                lines.forEach(line -> Thread.currentThread().interrupt());
            }
        });
    });
    probe.ready(group, "RandomAccessFile.getChannel().read(b)", () -> {
        var file = new RandomAccessFile(written().toFile(), "rw");
        var channel = file.getChannel();
        return scene(() -> channel.read(ByteBuffer.allocate(5))).closes("channel and file", file.getFD()::valid);
    });
    probe.ready(group, "FileInputStream.getChannel().read(b)", () -> {
        var stream = new FileInputStream(written().toFile());
        var channel = stream.getChannel();
        return scene(() -> channel.read(ByteBuffer.allocate(5))).closes("channel and stream", stream.getFD()::valid);
    });
    probe.ready(group, "Channels.newInputStream(channel).read()", () -> {
        var channel = FileChannel.open(written());
        return scene(Channels.newInputStream(channel)::read).closes("channel", channel::isOpen);
    });
    probe.ready(group, "Channels.newWriter(channel).close()", () -> {
        var file = fresh();
        var channel = FileChannel.open(file, CREATE_NEW, WRITE);
        var writer = Channels.newWriter(channel, "UTF-8");
        writer.write(new String(content));
        return scene(writer::close).done(() -> holds(file, content)).closes("channel", channel::isOpen);
    });
    probe.ready(group, "PrintWriter(channel).flush()", () -> {
        var file = fresh();
        var channel = FileChannel.open(file, CREATE_NEW, WRITE);
        var writer = new PrintWriter(Channels.newWriter(channel, "UTF-8"));
        return scene(() -> { writer.println("hello"); writer.flush(); }).done(() -> Files.size(file) > 0).closes("channel", channel::isOpen);
    });
    probe.ready(group, "Scanner(channel).hasNextLine()", () -> {
        var channel = FileChannel.open(written());
        var found = new AtomicBoolean();
        return scene(() -> found.set(new Scanner(channel).hasNextLine())).done(found::get).closes("channel", channel::isOpen);
    });
    probe.ready(group, "AsynchronousFileChannel.write(b, 0)", () -> {
        var channel = AsynchronousFileChannel.open(fresh(), CREATE_NEW, WRITE);
        var begun = new AtomicReference<Future<Integer>>();
        return scene(() -> begun.set(channel.write(ByteBuffer.wrap(large), 0)))
                .done(() -> begun.get().get() == large.length).closes("channel", channel::isOpen);
    });
    probe.ready(group, "Future.get() of AsynchronousFileChannel.write(b, 0)", () -> {
        var file = fresh();
        var channel = AsynchronousFileChannel.open(file, CREATE_NEW, WRITE);
        var begun = new AtomicReference<Future<Integer>>();
        return scene(() -> { begun.set(channel.write(ByteBuffer.wrap(large), 0)); begun.get().get(); })
                .done(() -> begun.get().get() == large.length).closes("channel", channel::isOpen);
    });
    probe.ready(group, "Future.get() of AsynchronousFileChannel.read(b, 0), done", () -> {
        var channel = AsynchronousFileChannel.open(written());
        var finished = channel.read(ByteBuffer.allocate(5), 0);
        finished.get();
        return scene(finished::get).closes("channel", channel::isOpen);
    });
}

/** A call on a file with some content. */
void path(String group, String call, OnPath action) {
    path(group, call, action, file -> null);
}

void path(String group, String call, OnPath action, Asked done) {
    probe.ready(group, call, () -> { var file = written(); return scene(() -> action.use(file)).done(() -> done.of(file)); });
}

/** A call that makes a new file. */
void making(String group, String call, OnPath action, byte[] whole) {
    probe.ready(group, call, () -> { var file = fresh(); return scene(() -> action.use(file)).done(() -> holds(file, whole)); });
}

void files() {
    String group = "Files";
    path(group, "Files.readString(path)", Files::readString);
    path(group, "Files.readAllBytes(path)", Files::readAllBytes);
    path(group, "Files.readAllLines(path)", Files::readAllLines);
    making(group, "Files.writeString(path, s)", file -> Files.writeString(file, new String(content)), content);
    making(group, "Files.write(path, b), 20 MB", file -> Files.write(file, large), large);
    path(group, "Files.newBufferedReader(path).readLine()", file -> { try (var in = Files.newBufferedReader(file)) { in.readLine(); } });
    making(group, "Files.newBufferedWriter(path).close()",
            file -> { try (var out = Files.newBufferedWriter(file)) { out.write(new String(content)); } }, content);
    path(group, "Files.newInputStream(path).read(b)", file -> { try (var in = Files.newInputStream(file)) { in.read(new byte[5]); } });
    path(group, "Files.newInputStream(path).transferTo(out)",
            file -> { try (var in = Files.newInputStream(file)) { in.transferTo(OutputStream.nullOutputStream()); } });
    making(group, "Files.newOutputStream(path).write(b)", file -> { try (var out = Files.newOutputStream(file)) { out.write(content); } }, content);
    making(group, "Files.copy(path, path)", file -> Files.copy(written(), file), content);
    making(group, "Files.copy(path, path), 20 MB", file -> Files.copy(Files.write(fresh(), large), file), large);
    making(group, "Files.copy(path, path, INTERRUPTIBLE), 20 MB",
            file -> Files.copy(Files.write(fresh(), large), file, ExtendedCopyOption.INTERRUPTIBLE), large);
    making(group, "Files.copy(stream, path)", file -> Files.copy(new ByteArrayInputStream(content), file), content);
    path(group, "Files.copy(path, stream)", file -> Files.copy(file, OutputStream.nullOutputStream()));
    making(group, "Files.move(path, path)", file -> Files.move(written(), file), content);
    making(group, "Files.move(path, path, ATOMIC_MOVE)", file -> Files.move(written(), file, StandardCopyOption.ATOMIC_MOVE), content);
    path(group, "Files.delete(path)", Files::delete, Files::notExists);
    path(group, "Files.deleteIfExists(path)", Files::deleteIfExists, Files::notExists);
    probe.ready(group, "Files.createFile(path)", () -> { var file = fresh(); return scene(() -> Files.createFile(file)).done(() -> Files.exists(file)); });
    probe.ready(group, "Files.createDirectories(path)", () -> { var dir = fresh(); return scene(() -> Files.createDirectories(dir)).done(() -> Files.exists(dir)); });
    probe.ready(group, "Files.createTempFile(..)", () -> scene(() -> Files.createTempFile(folder, "a", "b")));
    probe.ready(group, "Files.list(dir).count()", () -> scene(() -> { try (var all = Files.list(folder)) { all.count(); } }));
    probe.ready(group, "Files.walk(dir).count()", () -> { var dir = Files.createDirectory(fresh()); return scene(() -> { try (var all = Files.walk(dir)) { all.count(); } }); });
    path(group, "Files.exists(path)", Files::exists);
    path(group, "Files.size(path)", Files::size);
    path(group, "Files.getLastModifiedTime(path)", Files::getLastModifiedTime);
    path(group, "Files.mismatch(path, path)", file -> Files.mismatch(file, written()));
}

void streams() {
    String group = "java.io";
    path(group, "FileInputStream.read(b)", file -> { try (var in = new FileInputStream(file.toFile())) { in.read(new byte[5]); } });
    making(group, "FileOutputStream.write(b)", file -> { try (var out = new FileOutputStream(file.toFile())) { out.write(content); } }, content);
    making(group, "FileDescriptor.sync()",
            file -> { try (var out = new FileOutputStream(file.toFile())) { out.write(content); out.getFD().sync(); } }, content);
    path(group, "FileReader.read()", file -> { try (var in = new FileReader(file.toFile())) { in.read(); } });
    making(group, "FileWriter.close()", file -> { try (var out = new FileWriter(file.toFile())) { out.write(new String(content)); } }, content);
    making(group, "PrintStream.close()", file -> { try (var out = new PrintStream(file.toFile())) { out.print(new String(content)); } }, content);
    path(group, "RandomAccessFile.read(b)", file -> { try (var in = new RandomAccessFile(file.toFile(), "r")) { in.read(new byte[5]); } });
    making(group, "RandomAccessFile.write(b)", file -> { try (var out = new RandomAccessFile(file.toFile(), "rw")) { out.write(content); } }, content);
    path(group, "Scanner(path).nextLine()", file -> { try (var in = new Scanner(file)) { in.nextLine(); } });
}

/** A named pipe, which is empty until a thread writes to it. */
Path fifo() throws IOException, InterruptedException {
    var pipe = fresh();
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    return pipe;
}

void fifos() {
    String group = "pipes";
    probe.waits(group, "new FileInputStream(pipe), no writer", () -> {
        var pipe = fifo();
        return scene(() -> new FileInputStream(pipe.toFile()).close()).release(() -> new RandomAccessFile(pipe.toFile(), "rw"));
    });
    probe.waits(group, "FileInputStream.read() of a pipe", () -> {
        var pipe = fifo();
        var writer = new RandomAccessFile(pipe.toFile(), "rw");
        var in = new FileInputStream(pipe.toFile());
        return scene(in::read).release(() -> { writer.write(1); return null; });
    });
    probe.waits(group, "Files.newInputStream(pipe).read()", () -> {
        var pipe = fifo();
        var writer = new RandomAccessFile(pipe.toFile(), "rw");
        var in = Files.newInputStream(pipe);
        return scene(in::read).release(() -> { writer.write(1); return null; });
    });
    probe.waits(group, "FileChannel.read(b) of a pipe", () -> {
        var pipe = fifo();
        var writer = new RandomAccessFile(pipe.toFile(), "rw");
        var channel = FileChannel.open(pipe);
        return scene(() -> channel.read(ByteBuffer.allocate(1))).closes("channel", channel::isOpen)
                .release(() -> { writer.write(1); return null; });
    });
}
