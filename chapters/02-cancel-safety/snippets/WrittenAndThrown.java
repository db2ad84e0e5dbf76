///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-02 B-58

import java.nio.ByteBuffer;
import java.nio.channels.*;

final int size = 50_000_000;
volatile boolean thrown;

void write(FileChannel out) {
    // tag::shown[]
    try {
        out.write(ByteBuffer.allocate(size));            // <1>
    } catch (ClosedByInterruptException e) {
        thrown = true;
    }
    // end::shown[]
    catch (IOException e) {
        IO.println(e);
    }
}

void askSize(String who, FileChannel channel) {
    try { IO.println(who + ": " + channel.size()); }
    catch (IOException e) { IO.println(who + ": " + e.getClass().getSimpleName()); }
}

void main() throws Exception {
    var file = Files.createTempFile("large", ".bin");
    while (!thrown) {                                    // until an interrupt comes during the write
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(0);
            var writer = Thread.ofPlatform().start(() -> write(out));
            while (Files.size(file) == 0 && writer.isAlive()) Thread.onSpinWait();
            writer.interrupt();
            writer.join();
        }
    }
    IO.println("write has thrown, and the file has "
            + (Files.size(file) == size ? "all of it" : "not all of it"));
    // tag::shown[]
    try (var reader = FileChannel.open(file); var other = FileChannel.open(file)) {
        Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            askSize("an interrupted user", reader);
        }).join();
        askSize("another user of the channel", reader);  // <2>
        askSize("a user with their own channel", other);
    }
    // end::shown[]
    Files.delete(file);
}
