package guards;

import cancelsafe.given.Chunks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Replaces the content of a file: writes a temporary file and renames it. */
public class SafeFileWriter {

    /**
     * Replaces the content of {@code target}, or creates it.
     *
     * @throws IOException if it cannot be written; the target then has its old content
     * @throws InterruptedException if the calling thread is interrupted; the target then has its
     *     old content
     */
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path folder = target.toAbsolutePath().getParent(); // the same file system
        Path beside = Files.createTempFile(folder, "write", ".new"); // no other writer has it
        try {
            fill(beside, chunks);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE); // the commit point
        } finally {
            Files.deleteIfExists(beside); // on every path out; after the move it does not exist
        }
    }

    private static void fill(Path file, Chunks chunks) throws IOException, InterruptedException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Optional<byte[]> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk.get());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true); // before the rename, so that the content is on disk first
        }
    }
}
