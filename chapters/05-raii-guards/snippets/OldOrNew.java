///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-04 S3-15 S3-16 S3-17 S3-21

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.*;

interface Reader { void read() throws IOException; }

// tag::shown[]
void inPlace(Path file, Reader reader) throws IOException {
    try (var out = Files.newOutputStream(file)) {                       // <1>
        out.write("limit".getBytes());
        reader.read();
        out.write(" = 50".getBytes());
    }
}

void beside(Path file, Reader reader) throws IOException {
    Path folder = file.getParent();
    Path other = Files.createTempFile(folder, "limit", ".new");         // <2>
    try {
        try (var out = FileChannel.open(other, WRITE)) {
            out.write(ByteBuffer.wrap("limit".getBytes()));
            reader.read();
            out.write(ByteBuffer.wrap(" = 50".getBytes()));
            out.force(true);                                            // <3>
        }
        Files.move(other, file, ATOMIC_MOVE);                           // <4>
    } finally {
        Files.deleteIfExists(other);                                    // <5>
    }
    try (var entries = FileChannel.open(folder, READ)) {
        entries.force(true);                                            // <6>
    }
}
// end::shown[]

void main() throws IOException {
    Path folder = Files.createTempDirectory("config");
    Path file = folder.resolve("limit");
    Reader reader = () -> IO.println("  a reader finds: " + Files.readString(file));
    Files.writeString(file, "limit = 10");
    IO.println("written in place");
    inPlace(file, reader);
    reader.read();
    Files.writeString(file, "limit = 10");
    IO.println("written beside");
    beside(file, reader);
    reader.read();
    Files.delete(file);
    Files.delete(folder);
}
