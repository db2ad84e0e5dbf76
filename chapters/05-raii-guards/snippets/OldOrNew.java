///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-15 S3-16

import java.nio.channels.FileChannel;

interface Reader {
    void look() throws IOException;
}

void inPlace(Path file, Reader reader) throws IOException {
    try (var out = Files.newOutputStream(file)) {                       // <1>
        out.write("limit".getBytes());
        reader.look();
        out.write(" = 50".getBytes());
    }
    reader.look();
}

void beside(Path file, Reader reader) throws IOException {
    Path other = file.resolveSibling("limit.new");
    try (var out = FileChannel.open(other, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap("limit".getBytes()));
        reader.look();
        out.write(ByteBuffer.wrap(" = 50".getBytes()));
        out.force(true);                                                // <2>
    }
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);            // <3>
    reader.look();
}

void main() throws IOException {
    Path folder = Files.createTempDirectory("config");
    Path file = folder.resolve("limit");
    Reader reader = () -> IO.println("  a reader finds: " + Files.readString(file));
    Files.writeString(file, "limit = 10");
    IO.println("written in place");
    inPlace(file, reader);
    Files.writeString(file, "limit = 10");
    IO.println("written beside");
    beside(file, reader);
    Files.delete(file);
    Files.delete(folder);
}
