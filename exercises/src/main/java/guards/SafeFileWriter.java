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
 * <p>Given: the new content, in chunks that are waited for.
 *
 * <p>Must hold: whoever reads the target finds its old content or its new one, all of it, at any
 * moment; also after a crash, at any point, of a machine that has not yet written to its disk what
 * nobody forced it to. Cancelled or failed, it leaves no other file in the folder and nothing open.
 * What a crash has left there does not hinder the next write. A cancellation is not lost.
 */
public class SafeFileWriter {

    /**
     * Replaces the content of {@code target}, or makes it.
     *
     * @throws IOException if it cannot be written; the old content is there then
     * @throws InterruptedException if the calling thread is interrupted; the old content is there
     */
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(target)) { // TODO and who reads it now?
            for (Optional<byte[]> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                out.write(chunk.get());
            }
        }
    }
}
