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

/** Writes beside, and renames what it has finished. */
public class SafeFileWriter {

    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        fill(beside, chunks);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
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
