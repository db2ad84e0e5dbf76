///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-101

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

// tag::shown[]
/**
 * Replaces the content of the file.
 *
 * @cancellation safe: ClosedByInterruptException; the file has its old content
 */
void replace(Path file, String text) throws IOException {
    // end::shown[]
    Path draft = Files.createTempFile(file.getParent(), "draft", "");
    try (var out = FileChannel.open(draft, WRITE)) {
        out.write(ByteBuffer.wrap(text.getBytes()));
        out.force(true);
        Files.move(draft, file, ATOMIC_MOVE);
    } finally {
        Files.deleteIfExists(draft);
    }
    // tag::shown[]
}
// end::shown[]

String inFolder(Path file) throws IOException {
    try (var all = Files.list(file.getParent())) {
        return "\"" + Files.readString(file) + "\", files in the folder: " + all.count();
    }
}

void main() throws IOException {
    var file = Files.writeString(Files.createTempDirectory("said").resolve("f"), "old");
    Thread.currentThread().interrupt();
    try {
        replace(file, "new");
    } catch (IOException e) {
        IO.println(e.getClass().getSimpleName() + ", status " + Thread.interrupted());
    }
    IO.println("cancelled:    " + inFolder(file));
    replace(file, "new");
    IO.println("called again: " + inFolder(file));
    Files.delete(file);
    Files.delete(file.getParent());
}
