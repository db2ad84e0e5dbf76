package cancelsafe.given;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A text file that is replaced atomically: it has its old content or its new content.
 *
 * <p>Katas 2.9 ResumableTask and 2.10 JournaledStore.
 *
 * @param path where it lies; it need not exist
 */
public record SafeFile(Path path) {
    /**
     * Its content; empty if there is no such file. Not a cancellation point.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<String> read() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }

    /**
     * Replaces its content, or makes it: writes another file beside it, forces that to the disk,
     * and renames it.
     *
     * @throws ClosedByInterruptException if the calling thread is interrupted, also before the
     *     call; the file has its old content then, and the interrupt status stays set
     * @throws IOException if it cannot be written; the file has its old content then
     */
    public void write(String text) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel out =
                FileChannel.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Removes it, if it is there. Not a cancellation point.
     *
     * @throws IOException if it cannot be removed
     */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
