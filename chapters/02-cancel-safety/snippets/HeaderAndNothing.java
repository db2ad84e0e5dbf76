///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-03

import java.nio.ByteBuffer;
import java.nio.channels.*;
import static java.nio.file.StandardOpenOption.*;

// tag::shown[]
void write(Path file, int n) throws IOException {
    try (var out = FileChannel.open(file, CREATE_NEW, WRITE)) {
        interruptAt(1, n);
        out.write(ByteBuffer.wrap("HEADER:".getBytes()));
        interruptAt(2, n);
        out.write(ByteBuffer.wrap("ada,bob".getBytes()));
        interruptAt(3, n);
        out.force(true);                                 // <1>
    }
}
// end::shown[]

void interruptAt(int here, int n) {
    if (here == n) Thread.currentThread().interrupt();
}

void main() throws IOException {
    var folder = Files.createTempDirectory("header");
    for (int n = 1; n <= 4; n++) {
        var file = folder.resolve("users-" + n);
        String how = "returns";
        try {
            write(file, n);
        } catch (ClosedByInterruptException e) {
            how = "throws";
        }
        Thread.interrupted();
        IO.println((n < 4 ? "interrupted before call " + n : "undisturbed") + ": "
                + how + ", the file has \"" + Files.readString(file) + "\"");
        Files.delete(file);
    }
    Files.delete(folder);
}
