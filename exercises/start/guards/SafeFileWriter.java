package guards;

import cancelsafe.given.Chunks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Replaces the content of a file.
 *
 * <p>Given: the new content, in chunks; waiting for a chunk is a cancellation point.
 *
 * <p>Must hold: the target has its complete old or its complete new content at every moment, even
 * after a crash at any point that loses all data that was not forced to disk. After a cancellation
 * or a failure the folder contains no other file, and no file is open. A file that a crash has left
 * does not disturb the next write. A cancellation is not lost.
 */
public class SafeFileWriter {

    /**
     * Replaces the content of {@code target}, or creates it.
     *
     * @throws IOException if it cannot be written; the target then has its old content
     * @throws InterruptedException if the calling thread is interrupted; the target then has its
     *     old content
     */
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(target)) { // TODO what do readers see?
            for (Optional<byte[]> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                out.write(chunk.get());
            }
        }
    }
}
