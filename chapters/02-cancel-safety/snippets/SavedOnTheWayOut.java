///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-46

import java.nio.ByteBuffer;
import java.nio.channels.*;
import static java.nio.file.StandardOpenOption.*;

final CountDownLatch never = new CountDownLatch(1);

// tag::shown[]
void save(Path file) {
    try (var out = FileChannel.open(file, CREATE, WRITE)) {
        out.write(ByteBuffer.wrap("40 of 100".getBytes()));
    } catch (IOException e) {
        IO.println("  " + e.getClass().getSimpleName());
    }
}
// end::shown[]

void stopped(String name, Consumer<Path> wayOut) throws Exception {
    var file = Files.createTempFile("checkpoint", ".txt");
    IO.println(name + ":");
    var task = Thread.ofVirtual().start(() -> {
        try {
            never.await();
        } catch (InterruptedException e) {
            wayOut.accept(file);
        }
    });
    task.interrupt();
    task.join();
    IO.println("  checkpoint \"" + Files.readString(file) + "\"");
    Files.delete(file);
}

void main() throws Exception {
    // tag::shown[]
    stopped("restores, then saves", file -> {
        Thread.currentThread().interrupt();
        save(file);                                      // <1>
    });
    stopped("saves, then restores", file -> {
        save(file);                                      // <2>
        Thread.currentThread().interrupt();
    });
    // end::shown[]
}
