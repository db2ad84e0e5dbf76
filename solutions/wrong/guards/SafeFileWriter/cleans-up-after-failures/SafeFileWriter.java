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

/** Writes beside, and cleans up when it cannot. */
public class SafeFileWriter {

    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            fill(beside, chunks);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) { // and an InterruptedException is none
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    private static void fill(Path file, Chunks chunks) throws IOException, InterruptedException {
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Optional<byte[]> chunk = chunks.next();
                    chunk.isPresent();
                    chunk = chunks.next()) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk.get());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
    }
}
