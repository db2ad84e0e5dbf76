///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

import java.nio.ByteBuffer;
import java.nio.channels.*;

final ByteBuffer text = ByteBuffer.wrap("hello".getBytes());

// tag::shown[]
void writeInterrupted(FileChannel shared) {
    Thread.currentThread().interrupt();
    try {
        shared.write(text.duplicate(), 0);                   // <1>
    } catch (IOException e) {
        Thread.interrupted();
    }
}

void writeInterrupted(AsynchronousFileChannel shared) throws ExecutionException {
    Thread.currentThread().interrupt();
    var write = shared.write(text.duplicate(), 0);
    try {
        write.get();                                         // <2>
    } catch (InterruptedException e) {
        while (!write.isDone()) Thread.onSpinWait();
    }
}
// end::shown[]

void main() throws Exception {
    var file = Files.createTempFile("shared", ".db");
    try (var shared = FileChannel.open(file, StandardOpenOption.WRITE)) {
        writeInterrupted(shared);
        IO.println("FileChannel: open for the other users: " + shared.isOpen());
    }
    try (var shared = AsynchronousFileChannel.open(file, StandardOpenOption.WRITE)) {
        writeInterrupted(shared);
        IO.println("AsynchronousFileChannel: open for the other users: " + shared.isOpen());
    }
    Files.delete(file);
}
